import { sameHex } from '../../../../core/hex.js'
import { defineQuestion, error } from '../../../checks/question.js'
import type { SafeTimelockFacts } from './routeFacts.js'

/** Hold every id and hash computed offline against what the contracts themselves compute. */
export const hashesOnChain = defineQuestion<SafeTimelockFacts>({
  name: 'hashes-on-chain',
  question: "Are the hashes to sign those that the chain's own contracts compute?",
  objections: ({ proposal, hashes: compared }) => {
    const needed = [...proposal.route.rounds, proposal.route.rejection]
      .map(({ hashes }) => hashes.safeTxHash)
      .concat(proposal.route.operation.id)
    const missing = needed.filter((hash) => !compared.some(({ offline }) => sameHex(offline, hash)))
    return [
      ...missing.map((hash) => error(`The chain was not asked about ${hash}.`)),
      ...compared
        .filter(({ offline, onChain }) => !sameHex(offline, onChain))
        .map(({ name, offline, onChain }) => error(`The ${name} is ${offline} offline and ${onChain} on chain. Do not sign.`)),
    ]
  },
  passes: ({ hashes: compared }) => `${compared.length} hashes equal those of the Safe and the timelock.`,
})
