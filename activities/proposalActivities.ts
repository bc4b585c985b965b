import { type Address, getAddress, type Hex } from 'viem'
import type { ClaimCheck } from '../core/claimCheck.js'
import { durationMs } from '../core/duration.js'
import { marketSnapshotSchema } from '../models/data/marketSnapshot.js'
import { policyRecommendationSchema } from '../models/policy/registry.js'
import { assertDraftedFor, assertKindsOfDraft } from '../proposals/assertDraftedFor.js'
import type { Call } from '../proposals/call.js'
import type { CheckResult } from '../proposals/checks/check.js'
import { runChecks } from '../proposals/checks/runChecks.js'
import { type DecisionMessage, recoverDecider } from '../proposals/decision.js'
import { draftedConfig } from './evidence/draftedConfig.js'
import { evidenceManifestSchema } from '../proposals/evidenceManifest.js'
import { renderReport } from '../proposals/report/renderReport.js'
import { marketConfigSchema } from '../proposals/marketConfig.js'
import type { Proposal } from '../proposals/proposal.js'
import { StatusUnclear } from '../proposals/routes/errors.js'
import { routeFor, routeOf } from '../proposals/routes/registry.js'
import type { RouteStatus } from '../proposals/routes/routeStatus.js'
import { simulationResultSchema } from '../proposals/simulation/simulationResult.js'
import { targetFor } from '../proposals/targets/registry.js'
import { assertChain } from './chain/chainClient.js'
import { OtherChain } from './chain/errors.js'
import { NodeLagging } from './chain/rpcErrors.js'
import { readState } from './chain/readState.js'
import { confirmedBlock, latestBlock, runReadPlan } from './chain/runReadPlan.js'
import { type ActivityDependencies, marketRuntime } from './dependencies.js'
import { loadReport } from './evidence/loadReport.js'
import { beat } from './runtime/beat.js'
import { pollUntil } from './runtime/pollUntil.js'
import { untilStopped } from './runtime/untilStopped.js'
import { NotADecider } from './safe/errors.js'

/** Outcome of one wait on the chain. */
export interface RouteMovement {
  readonly status: RouteStatus
  readonly isExpired: boolean
  /** Who sent the transaction that brought the phase about; null where the chain does not tell. */
  readonly by: Address | null
}

/** Activities of the proposal workflow. */
export function proposalActivities(dependencies: ActivityDependencies) {
  const { evidence } = dependencies

  return {
    /**
     * Ask every reviewer's question of a proposal, against the chain as it is now.
     *
     * Reads: evidence, market, route, authorities and hashes at the latest block; the market's proposals that are not over.
     * Writes: the index of borrowers.
     *
     * @throws {OtherChain} when the chain is not the one of the draft
     * @throws {DraftedForAnother} when this worker's configuration names another route or target than the draft's: nothing is signed or sent then
     * @throws {NotOfItsDraft} when route, target or policy is of another kind than the draft's configuration names
     */
    async checkProposal({
      proposal,
      simulation,
    }: {
      proposal: Proposal
      simulation: ClaimCheck
    }): Promise<{ results: CheckResult[]; threshold: number }> {
      const { config, chain } = marketRuntime(dependencies, proposal.market)
      await assertGenesis(chain, proposal.genesisHash)
      const target = targetFor(config.target)
      const route = routeFor(config.route)
      const block = await latestBlock(chain.client)
      const at = { block, onProgress: beat }
      const manifest = await evidence.get(proposal.evidence, evidenceManifestSchema)
      const [recommendation, snapshot, reviewed, reviewedMarket] = await Promise.all([
        evidence.get(proposal.recommendation, policyRecommendationSchema),
        evidence.get(manifest.snapshot, marketSnapshotSchema),
        evidence.get(manifest.configuration, marketConfigSchema),
        evidence.get(manifest.state, target.stateSchema),
      ])
      const simulated = await evidence.get(simulation, simulationResultSchema)
      assertDraftedFor({ drafted: reviewed, configured: config })
      assertKindsOfDraft({ drafted: reviewed, proposal, policy: recommendation.policy })
      const others = await dependencies.listLiveProposals(proposal.market)
      const { state: market } = await readState(dependencies, proposal.market, at)
      const { value: routeState } = await runReadPlan(chain.client, route.statePlan(), at)
      const { value: authorities } = await runReadPlan(chain.client, target.authorityPlan(), at)
      const { value: contracts } = await runReadPlan(chain.client, target.contractsPlan(), at)
      const { value: hashes } = await runReadPlan(chain.client, route.hashPlan(proposal.route), at)
      const results = runChecks({
        proposal,
        recommendation,
        snapshot,
        reviewedMarket,
        guardrails: reviewed.guardrails,
        adjustableAssets: reviewed.assets.filter(({ isAdjustable }) => isAdjustable).map(({ symbol }) => symbol),
        routeConfig: config.route,
        simulation: simulated,
        liveProposals: others.map(({ workflowId }) => workflowId.replace(/^proposal\//, '')),
        live: { block, market, route: routeState, authorities, contracts, hashes },
      })
      return { results: [...results], threshold: route.signing?.safeOf(routeState).threshold ?? 0 }
    },

    /**
     * Render the report that reviewers and signers read.
     *
     * Reads: evidence. Writes: the Markdown text. Idempotency key: its content hash.
     */
    async writeReport({
      proposal,
      checks,
      simulation,
    }: {
      proposal: Proposal
      checks: readonly CheckResult[]
      simulation: ClaimCheck
    }): Promise<ClaimCheck> {
      return evidence.putText(renderReport(await loadReport(evidence, { proposal, checks, simulation })))
    },

    /**
     * Verify a reviewer's signed decision: by an account that the route lets decide, before the deadline of chain time.
     *
     * Reads: the route and the latest block. Writes nothing.
     *
     * @throws {NotADecider} when the signer may not decide or the deadline has passed
     */
    async verifyDecision(input: { proposal: Proposal; decision: DecisionMessage; signature: Hex }): Promise<{ by: Address }> {
      const { chain } = marketRuntime(dependencies, input.proposal.market)
      // Who decides is fixed with the draft, whatever route the configuration names by now.
      const route = routeFor((await draftedConfig(evidence, input.proposal)).route)
      const { value: state, block } = await runReadPlan(chain.client, route.statePlan(), { onProgress: beat })
      const by = await recoverDecider({ chainId: chain.chainId, decision: input.decision, signature: input.signature })
      const { accounts, who } = route.deciders(state)
      if (!accounts.includes(by)) throw new NotADecider(by, `it is neither ${who}`)
      if (Number(input.decision.deadline) < block.timestampSeconds)
        throw new NotADecider(by, 'its deadline has passed on the chain')
      return { by }
    },

    /**
     * Wait until the chain waits for another step than the given one, or has ended it otherwise, or the proposal expires by the chain's time.
     *
     * Reads: the route's status at the newest block with the configured confirmations, every poll interval, with a heartbeat each: what is told may
     * end the proposal, so a block that can be reorganised away must not tell it. The whole status is read only when its pulse changes. Writes nothing.
     *
     * @throws {OtherChain} when the chain is not the one of the draft
     * @throws {WorkerStopping} when the worker stops; it is retried
     */
    async watchRoute(input: {
      proposal: Proposal
      step: number
      outcome: RouteStatus['outcome']
      ignoreExpiry: boolean
    }): Promise<RouteMovement> {
      const { proposal, step, outcome, ignoreExpiry } = input
      const { config, chain } = marketRuntime(dependencies, proposal.market)
      const route = routeOf(proposal.route)
      const plan = route.pulsedStatusPlan({ binding: proposal.route, fromBlock: BigInt(proposal.draftedAt.number) })
      await untilStopped(dependencies, () => assertGenesis(chain, proposal.genesisHash))
      let lastPulse: string | undefined
      let polls = 0
      return pollUntil(dependencies, durationMs(config.chain.pollInterval), async (beat): Promise<RouteMovement | undefined> => {
        // What an operator sees of the wait in Temporal's own UI.
        const tell = () => beat({ polls, step, outcome })
        tell()
        polls += 1
        const block = await confirmedBlock(chain.client, config.chain.confirmations)
        const isExpired = !ignoreExpiry && block.timestampSeconds > proposal.expiresAtSeconds
        const at = { block, onProgress: tell }
        const { value: pulse } = await runReadPlan(chain.client, route.pulsePlan(proposal.route), at)
        if (pulse === lastPulse && !isExpired) return undefined
        const told = await runReadPlan(chain.client, plan, at).then(({ value }) => value, unlessUnclear)
        // A node may answer a call at its head from the block that is mined meanwhile (anvil does): answers that do not agree say nothing,
        // and are not remembered, or the watch would take what it never told for told.
        if (told?.pulse !== pulse) return undefined
        lastPulse = pulse
        const { status } = told
        if (status.step === step && status.outcome === outcome && !isExpired) return undefined
        const { transactionHash: hash } = status
        const by = hash === null ? null : (await chain.client.getTransaction({ hash })).from
        return { status, isExpired, by: by === null ? null : getAddress(by) }
      })
    },

    /**
     * Read the call of a step that only the chain can tell: by the id that it gave the proposal, say.
     *
     * Reads: what the route asks for, at the latest block. Writes nothing.
     */
    async readStepCall({ proposal, step }: { proposal: Proposal; step: string }): Promise<Call> {
      const { chain } = marketRuntime(dependencies, proposal.market)
      await assertGenesis(chain, proposal.genesisHash)
      const { callPlan, kind } = routeOf(proposal.route)
      if (callPlan === undefined) throw new TypeError(`the route ${kind} has no call that is told late; report this`)
      const plan = callPlan({ binding: proposal.route, step, fromBlock: BigInt(proposal.draftedAt.number) })
      return (await runReadPlan(chain.client, plan, { onProgress: beat })).value
    },

    /** Read where the proposal is on its route. Reads: the route's status at the latest block. Writes nothing. */
    async readRouteStatus({ proposal }: { proposal: Proposal }): Promise<RouteStatus> {
      const { chain } = marketRuntime(dependencies, proposal.market)
      await assertGenesis(chain, proposal.genesisHash)
      const plan = routeOf(proposal.route).statusPlan({ binding: proposal.route, fromBlock: BigInt(proposal.draftedAt.number) })
      return (await runReadPlan(chain.client, plan, { onProgress: beat })).value
    },

    /**
     * Compare the chain's parameters with the proposed ones.
     *
     * Reads: the market that it was drafted for, at the latest block; where a parameter differs, the route's status at the last confirmed one.
     * Writes nothing.
     *
     * @param notBefore - block that showed the execution: a node that has not seen it cannot tell
     * @throws {OtherChain} when the chain is not the one of the draft
     * @throws {NodeLagging} when the node has not seen that block; it is retried
     * @returns a sentence for every parameter that differs; empty when all are as proposed. `movedBack`: where the proposal is, when a
     * reorganisation has taken its execution back; null otherwise
     */
    async verifyExecution({
      proposal,
      notBefore,
    }: {
      proposal: Proposal
      notBefore: string
    }): Promise<{ differences: string[]; movedBack: RouteMovement | null }> {
      const { config, chain } = marketRuntime(dependencies, proposal.market)
      await assertGenesis(chain, proposal.genesisHash)
      const { target } = await draftedConfig(evidence, proposal)
      const block = await latestBlock(chain.client)
      if (block.number < BigInt(notBefore)) throw new NodeLagging('node', BigInt(notBefore), block.number)
      const plan = targetFor(target).parametersPlan()
      const { value: reserves } = await runReadPlan(chain.client, plan, { block, onProgress: beat })
      const values = targetFor(target).valuesOf(reserves)
      const differences = proposal.changes.flatMap(({ subject, address, parameter, to }) => {
        const live = values.find((one) => one.address === address && one.parameter === parameter)?.value
        return live === to ? [] : [`${subject} ${parameter} is ${live ?? 'gone'} instead of ${to}`]
      })
      if (differences.length === 0) return { differences, movedBack: null }
      const statusPlan = routeOf(proposal.route).statusPlan({
        binding: proposal.route,
        fromBlock: BigInt(proposal.draftedAt.number),
      })
      // Whoever goes on from there takes a final phase for final: it must not be read from a block that may still go.
      const confirmed = await confirmedBlock(chain.client, config.chain.confirmations)
      const { value: status } = await runReadPlan(chain.client, statusPlan, { block: confirmed, onProgress: beat })
      if (status.outcome === 'executed') return { differences, movedBack: null }
      return { differences, movedBack: { status, isExpired: confirmed.timestampSeconds > proposal.expiresAtSeconds, by: null } }
    },
  }
}

/** Logs that lag behind the state come with one of the next polls. */
function unlessUnclear(error: unknown): undefined {
  if (!(error instanceof StatusUnclear)) throw error
}

async function assertGenesis(chain: Parameters<typeof assertChain>[0], expected: Hex): Promise<void> {
  const actual = await assertChain(chain)
  if (actual !== expected) throw new OtherChain(expected, actual)
}
