import {
  ActivityFailure,
  condition,
  isCancellation,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow'
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import type { Activities } from '../../activities/index.js'
import type { FailedSeries, IngestedSeries } from '../../activities/recalibrationActivities.js'
import type { ClaimCheck } from '../../core/claimCheck.js'
import { durationMs } from '../../core/duration.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { ParameterChange } from '../../core/parameters.js'
import { chainReadOptions, computeOptions, ingestOptions, type Timeouts } from '../activityOptions.js'
import { failureText } from '../proposal/failureText.js'
import type { ProposalInput } from '../proposal/life.js'
import { type ReservedOutcome, reservedSignal } from '../reservation/messages.js'
import { reservationWorkflow } from '../reservation/reservationWorkflow.js'
import { assertFits } from '../payloadLimits.js'
import { publishAttributes } from '../publishAttributes.js'
import { marketAttribute, stateAttribute } from '../searchAttributes.js'
import { reservationId } from '../workflowIds.js'
import { decideRecalibration, type RecalibrationOutcome } from './decideRecalibration.js'

/** What a recalibration is started with, by a schedule or by hand. */
export interface RecalibrationInput {
  readonly market: MarketId
  readonly isDryRun: boolean
  readonly timeouts: Timeouts
  /** A run later than this after its scheduled time computes and stores, and never proposes. */
  readonly catchUpWindow: string
  /** The schedule spreads its runs over this much time after the scheduled one: that is no lateness. Left out where it does not. */
  readonly jitter?: string
  /** ISO 8601, of a run that a schedule meant for this time; a run by hand has none. */
  readonly scheduledAt?: string
  /** ISO 8601, of a replay of the past: its proposals are of this instant, so equal replays propose the same. Lateness goes by the clock. */
  readonly replayOf?: string
}

/** How often a market that is held by a proposal which nobody lists is asked for again, a second apart: the list lags behind the engine. */
const RESERVATION_TRIES = 30

/** Bytes of a proposal as JSON: with its checks and signatures it is one argument for the rest of its life. A change of 60 assets has some 60 kB. */
const MAX_PROPOSAL_BYTES = 800_000

/** What a recalibration leaves behind. */
export interface RecalibrationResult {
  readonly outcome: RecalibrationOutcome
  readonly asOf: string
  readonly scheduledAt: string
  readonly manifest: ClaimCheck
  readonly recommendation: ClaimCheck
  readonly changes: readonly ParameterChange[]
  readonly findings: number
  readonly excludedAssets: readonly string[]
  readonly failedSources: readonly FailedSeries[]
  /** Workflow id of the proposal that was started, or of the one that is in the way. */
  readonly proposalWorkflowId: string | null
}

/**
 * Take market data and chain state in, compute a recommendation, and start a proposal when it moves anything.
 *
 * ```
 * plan ─▶ ingest (asset x source, parallel) ─▶ assess ─┐
 *      └▶ read market state ───────────────────────────┴▶ recommend ─▶ decide ─▶ draft ─▶ reserve (abandoned child) ─▶ proposal workflow
 * ```
 */
export async function recalibrationWorkflow(input: RecalibrationInput): Promise<RecalibrationResult> {
  const { market, timeouts } = input
  const ingest = proxyActivities<Activities>(ingestOptions(timeouts))
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  const compute = proxyActivities<Activities>(computeOptions(timeouts))

  const startedAt = workflowInfo().startTime
  const scheduledAt = input.scheduledAt === undefined ? startedAt : new Date(input.scheduledAt)
  publishAttributes([{ key: marketAttribute, value: market }])

  const plan = await reads.planRecalibration({ market, scheduledAt: scheduledAt.toISOString() })

  const series: IngestedSeries[] = []
  const failures: FailedSeries[] = []
  const ingestion = plan.assets.flatMap(({ asset, sources }) =>
    sources.map(async (source) => {
      try {
        return { ok: await ingest.ingestSeries({ market, asset, source, asOf: plan.asOf }) }
      } catch (error) {
        if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
        return { failed: { asset, source, message: failureText(error) } }
      }
    }),
  )
  const [state, ingested] = await Promise.all([reads.readMarketState({ market }), Promise.all(ingestion)])
  for (const result of ingested) {
    if (result.ok !== undefined) series.push(result.ok)
    else failures.push(result.failed)
  }

  const { snapshot, findings, excluded } = await compute.assessSnapshot({
    asOf: plan.asOf,
    configuration: plan.configuration,
    series,
    failures,
  })
  const { manifest, recommendation, changes } = await compute.computeRecommendation({
    market,
    asOf: plan.asOf,
    configuration: plan.configuration,
    series,
    failures,
    snapshot,
    state,
  })

  const live = await reads.listLiveProposals({ market })
  const decided = decideRecalibration({
    changeCount: changes.length,
    isDryRun: input.isDryRun,
    // By now, not by the start: workers that were down leave a run waiting for days.
    latenessMs: Date.now() - scheduledAt.getTime() - (input.jitter === undefined ? 0 : durationMs(input.jitter)),
    catchUpWindowMs: durationMs(input.catchUpWindow),
    liveProposals: live.length,
  })

  let outcome: RecalibrationOutcome
  let proposalWorkflowId: string | null = live[0] ?? null
  if (decided === 'propose') {
    const proposal = await reads.draftProposal({
      market,
      scheduledAt: input.replayOf ?? scheduledAt.toISOString(),
      manifest,
      recommendation,
    })
    const started = await propose({ proposal, timeouts })
    outcome = started.outcome
    proposalWorkflowId = started.workflowId
  } else {
    outcome = decided
  }
  publishAttributes([{ key: stateAttribute, value: outcome }])
  return {
    outcome,
    asOf: plan.asOf,
    scheduledAt: scheduledAt.toISOString(),
    manifest,
    recommendation,
    changes,
    findings,
    excludedAssets: excluded,
    failedSources: failures,
    proposalWorkflowId: outcome === 'noChange' || outcome === 'dryRun' || outcome === 'late' ? null : proposalWorkflowId,
  }
}

/**
 * Reserve the market and start the proposal, or find the one that holds the market.
 *
 * The list of live proposals is only good for a message: it lags, and two runs may read it before either has proposed.
 */
async function propose(
  input: ProposalInput,
): Promise<{ outcome: 'proposed' | 'alreadyProposed' | 'proposalPending'; workflowId: string | null }> {
  const { market, proposalId } = input.proposal
  const workflowId = `proposal/${proposalId}`
  assertFits('The proposal', input.proposal, MAX_PROPOSAL_BYTES)
  const reads = proxyActivities<Activities>(chainReadOptions(input.timeouts))
  for (let tries = 1; ; tries++) {
    const outcome = await reserve(input)
    if (outcome !== 'taken') return { outcome, workflowId }
    const [live] = await reads.listLiveProposals({ market })
    // Without one, its proposal began or ended a moment ago.
    if (live !== undefined || tries === RESERVATION_TRIES) return { outcome: 'proposalPending', workflowId: live ?? null }
    await sleep('1s')
  }
}

/** Take the market's one place for a live proposal, and wait until the proposal was started in it. */
async function reserve(input: ProposalInput): Promise<ReservedOutcome | 'taken'> {
  let told: ReservedOutcome | undefined
  setHandler(reservedSignal, (outcome) => {
    told = outcome
  })
  try {
    const reservation = await startChild(reservationWorkflow, {
      workflowId: reservationId(input.proposal.market),
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      typedSearchAttributes: [{ key: marketAttribute, value: input.proposal.market }],
      memo: { title: input.proposal.title },
    })
    await Promise.race([condition(() => told !== undefined), reservation.result()])
    return told ?? 'alreadyProposed'
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'taken'
    throw error
  }
}
