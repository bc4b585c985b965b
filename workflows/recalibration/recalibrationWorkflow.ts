import {
  ActivityFailure,
  isCancellation,
  ParentClosePolicy,
  proxyActivities,
  startChild,
  upsertSearchAttributes,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow'
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import type { Activities } from '../../activities/index.js'
import type { FailedSeries, IngestedSeries } from '../../activities/recalibration/recalibrationActivities.js'
import type { ClaimCheck } from '../../core/claimCheck.js'
import { durationMs } from '../../core/durationMs.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { ParameterChange } from '../../proposals/proposal.js'
import { chainReadOptions, computeOptions, ingestOptions, type Timeouts } from '../activityOptions.js'
import { proposalWorkflow } from '../proposal/proposalWorkflow.js'
import { marketAttribute, stateAttribute } from '../searchAttributes.js'
import { decideRecalibration, type RecalibrationOutcome } from './decideRecalibration.js'

/** What a recalibration is started with, by a schedule or by hand. */
export interface RecalibrationInput {
  readonly market: MarketId
  readonly isDryRun: boolean
  readonly timeouts: Timeouts
  /** A run later than this after its scheduled time computes and stores, and never proposes. */
  readonly catchUpWindow: string
}

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
 *      └▶ read market state ───────────────────────────┴▶ recommend ─▶ decide ─▶ draft ─▶ proposal workflow (abandoned child)
 * ```
 *
 * History of versions:
 * - 2026-11-20: first version.
 */
export async function recalibrationWorkflow(input: RecalibrationInput): Promise<RecalibrationResult> {
  const { market, timeouts } = input
  const ingest = proxyActivities<Activities>(ingestOptions(timeouts))
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  const compute = proxyActivities<Activities>(computeOptions(timeouts))

  const startedAt = workflowInfo().startTime
  const scheduledAt = scheduledTime() ?? startedAt
  upsertSearchAttributes([{ key: marketAttribute, value: market }])

  const plan = await reads.planRecalibration({ market, scheduledAt: scheduledAt.toISOString() })

  const series: IngestedSeries[] = []
  const failures: FailedSeries[] = []
  const ingestion = plan.assets.flatMap(({ asset, sources }) =>
    sources.map(async (source) => {
      try {
        return { ok: await ingest.ingestSeries({ market, asset, source, asOf: plan.asOf }) }
      } catch (error) {
        if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
        return { failed: { asset, source, message: error.cause?.message ?? error.message } }
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
    latenessMs: Date.now() - scheduledAt.getTime(),
    catchUpWindowMs: durationMs(input.catchUpWindow),
    liveProposals: live.length,
  })

  let outcome: RecalibrationOutcome
  let proposalWorkflowId: string | null = live[0] ?? null
  if (decided === 'propose') {
    const proposal = await reads.draftProposal({ market, scheduledAt: scheduledAt.toISOString(), manifest, recommendation })
    proposalWorkflowId = `proposal/${proposal.proposalId}`
    outcome = await startProposal(proposalWorkflowId, { proposal, timeouts })
  } else {
    outcome = decided
  }
  upsertSearchAttributes([{ key: stateAttribute, value: outcome }])
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

async function startProposal(
  workflowId: string,
  input: Parameters<typeof proposalWorkflow>[0],
): Promise<'proposed' | 'alreadyProposed'> {
  const { proposal } = input
  try {
    // The await ends when the child has started: this workflow may then close without it.
    await startChild(proposalWorkflow, {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      typedSearchAttributes: [
        { key: marketAttribute, value: proposal.market },
        { key: stateAttribute, value: 'drafted' },
      ],
      memo: { title: proposal.title },
    })
    return 'proposed'
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'alreadyProposed'
    throw error
  }
}

/** Time that the schedule meant this run for; undefined for a run started by hand. */
function scheduledTime(): Date | undefined {
  // Set by the server on scheduled runs; the SDK has no typed key for it.
  const value = workflowInfo().searchAttributes.TemporalScheduledStartTime?.[0]
  return value instanceof Date ? value : undefined
}
