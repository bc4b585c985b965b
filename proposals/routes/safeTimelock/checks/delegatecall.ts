import { MULTI_SEND_CALL_ONLY } from '../../../safe/multiSendCallOnly.js'
import { sameHex } from '../../../../core/hex.js'
import { defineQuestion, error } from '../../../checks/question.js'
import type { SafeTimelockFacts } from './routeFacts.js'

/** Refuse every delegatecall but that of the canonical MultiSendCallOnly: it would run foreign code as the Safe itself. */
export const delegatecall = defineQuestion<SafeTimelockFacts>({
  name: 'no-delegatecall',
  question: 'Does the Safe make plain calls only?',
  objections: ({ proposal }) =>
    [...proposal.route.rounds, proposal.route.rejection].flatMap(({ purpose, transaction }) =>
      transaction.operation === 0 || MULTI_SEND_CALL_ONLY.some((address) => sameHex(address, transaction.to))
        ? []
        : [error(`The ${purpose} round is a delegatecall to ${transaction.to}, which is not the canonical MultiSendCallOnly.`)],
    ),
  passes: () => 'No round delegatecalls foreign code.',
})
