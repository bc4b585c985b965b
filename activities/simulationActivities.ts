import { Context } from '@temporalio/activity'
import type { ClaimCheck } from '../core/claimCheck.js'
import { assertDraftedFor } from '../proposals/assertDraftedFor.js'
import type { Proposal } from '../proposals/proposal.js'
import { parse } from '../core/schemas/parse.js'
import { simulationResultSchema } from '../proposals/simulation/simulationResult.js'
import { assertChain } from './chain/chainClient.js'
import { OtherChain } from './chain/errors.js'
import { readState } from './chain/readState.js'
import { draftedConfig } from './evidence/draftedConfig.js'
import { type ActivityDependencies, marketRuntime } from './dependencies.js'
import { simulate } from './simulation/simulate.js'
import { SimulationTimedOut } from './simulation/errors.js'

const BEAT_MS = 200
/** Share of the attempt's own time-out after which a simulation gives up by itself and ends its forks. */
const SHARE_OF_TIMEOUT = 0.9

/** The activity that carries a proposal out on a copy of its chain. */
export function simulationActivities(dependencies: ActivityDependencies) {
  return {
    /**
     * Simulate a proposal from the stage where it is: rounds, delay and execution on one fork, the wait alone on another.
     *
     * Reads: the live chain at its latest block, through a relay that lets nothing be sent. Writes: the result as evidence. Idempotency key: its
     * content hash. Heartbeats all the time; the forks end with the attempt, however it ends.
     *
     * @throws {OtherChain} when the chain is not the one of the draft
     * @throws {DraftedForAnother} when this worker's configuration names another route or target than the draft's
     * @throws {AnvilUnavailable} {SimulationUnavailable} {SimulationTimedOut} when nothing could be found out about the proposal
     */
    async simulateProposal({ proposal }: { proposal: Proposal }): Promise<ClaimCheck> {
      const context = Context.current()
      const { config, chain, relayer } = marketRuntime(dependencies, proposal.market)
      const beating = setInterval(() => context.heartbeat(), BEAT_MS)
      const limitMs = Math.floor(context.info.startToCloseTimeoutMs * SHARE_OF_TIMEOUT)
      const ending = new AbortController()
      const timer = setTimeout(() => ending.abort(new SimulationTimedOut(limitMs)), limitMs)
      context.cancelled.catch((cancelled: unknown) => ending.abort(cancelled))
      try {
        const genesisHash = await assertChain(chain)
        if (genesisHash !== proposal.genesisHash) throw new OtherChain(proposal.genesisHash, genesisHash)
        assertDraftedFor({ drafted: await draftedConfig(dependencies.evidence, proposal), configured: config })
        const result = await simulate({
          chain,
          config,
          proposal,
          readState: async (at) => (await readState(dependencies, proposal.market, at)).state,
          sender: relayer.address,
          signal: ending.signal,
        })
        return await dependencies.evidence.put(parse(simulationResultSchema, result, 'The simulation'))
      } finally {
        clearInterval(beating)
        clearTimeout(timer)
      }
    },
  }
}
