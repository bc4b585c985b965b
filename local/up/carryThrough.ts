import { setTimeout as sleep } from 'node:timers/promises'
import { signRound } from '../../activities/safe/signRound.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { isFinal } from '../../proposals/states.js'
import { readProposal, readProposalView, signProposal, untilProposalEnds } from '../../client/proposals.js'
import { localAccounts, privateKeyOf } from '../accounts.js'
import { advanceChainTime } from '../chain/advanceChainTime.js'
import type { LocalSystem } from '../system/startLocalSystem.js'

const POLL_MS = 100

/** What is being done while a proposal is in a state. */
const WORK_BY_STATE: Partial<Record<ProposalView['state'], string>> = {
  drafted: 'Simulating and checking the proposal',
  awaitingSignatures: 'Owners sign; the Safe schedules',
  scheduled: 'The timelock delays',
  executable: 'Checking once more and executing',
  executed: 'Comparing every value',
  ending: 'Waiting for the chain to agree that it is over',
}

/**
 * Take one proposal through to its end as the people of a real system would: owners sign, time passes, the relayer executes.
 *
 * Every step is found from the proposal's own state, so that it can be cut off anywhere and called again.
 *
 * @param signal - once it is aborted, no further step is begun
 */
export async function carryThrough(
  system: LocalSystem,
  id: string,
  say: (line: string) => void,
  doing: (what: string) => void = () => {},
  signal?: AbortSignal,
): Promise<ProposalView> {
  let shown: ProposalView['state'] | undefined
  for (;;) {
    const view = await readProposalView(system.client, id)
    signal?.throwIfAborted()
    if (view.state !== shown) {
      shown = view.state
      doing(WORK_BY_STATE[view.state] ?? 'Waiting')
      if (view.state === 'scheduled') say('Scheduled in the timelock: the delay runs.')
      if (view.state === 'executable') say('The delay is over: the relayer executes.')
    }
    if (isFinal(view.state)) return untilProposalEnds(system.client, id)
    if (view.state === 'awaitingSignatures' && view.missingSignatures > 0) await signAsNextOwner(system, id, view, say)
    else if (view.state === 'scheduled' && view.readyAtSeconds !== null) await passTheDelay(system, view.readyAtSeconds, say)
    else await sleep(POLL_MS)
  }
}

async function signAsNextOwner(system: LocalSystem, id: string, view: ProposalView, say: (line: string) => void): Promise<void> {
  const signed = view.signatures.map(({ owner }) => owner.toLowerCase())
  const owner = localAccounts().owners.find(({ address }) => !signed.includes(address.toLowerCase()))
  const round = (await readProposal(system.client, id)).route.rounds.find(({ purpose }) => purpose === view.openRound)
  if (owner === undefined || round === undefined)
    throw new Error(`Nobody is left to sign "${view.title}"; see \`plimsoll proposal show\`.`)
  const signature = await signRound({ rpcUrl: system.rpcUrl, round, privateKey: privateKeyOf(owner), owner: owner.address })
  const { safeTxHash } = round.hashes
  const receipt = await signProposal(system.client, id, { purpose: round.purpose, safeTxHash, signature })
  say(`Owner ${receipt.owner} signed (${receipt.collected} of ${receipt.threshold}; a demo key signs in place of a person).`)
  // The signature is verified; its effect shows when the workflow has taken it in.
  const collected = view.signatures.length + 1
  while ((await readProposalView(system.client, id)).signatures.length < collected) await sleep(POLL_MS)
}

async function passTheDelay(system: LocalSystem, readyAtSeconds: number, say: (line: string) => void): Promise<void> {
  const { timestamp } = await system.chain.getBlock({ blockTag: 'latest' })
  const missing = readyAtSeconds - Number(timestamp)
  if (missing <= 0) return sleep(POLL_MS)
  await advanceChainTime(system.chain, missing)
  say(`Moved the local chain's clock ${(missing / 3_600).toFixed(1)} hours forward, past the delay.`)
}
