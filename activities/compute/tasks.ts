import { lossesInScenarios } from '../../models/book/lossesInScenarios.js'
import type { AssetSnapshot } from '../../models/data/marketSnapshot.js'
import { assetForecast } from '../../models/policy/collateral/assetForecast.js'
import type { ModelConfig } from '../../models/policy/modelConfig.js'
import { recommendationFrom } from '../../proposals/fromEvidence/fromEvidence.js'
import { pathChunk } from '../../models/scenarios/pathChunk.js'

/**
 * What the compute pool can run, by name: one line a task.
 *
 * A task is a pure function of one structured-cloneable value. It returns what it made itself, nothing that it keeps: the memory of the
 * typed arrays in its result moves to the caller.
 */
export const COMPUTE_TASKS = {
  assetForecast: ({ data, models }: { data: AssetSnapshot; models: ModelConfig }) => assetForecast(data, models),
  recommendation: recommendationFrom,
  pathChunk,
  lossesInScenarios,
}

type Tasks = typeof COMPUTE_TASKS

export type ComputeTaskName = keyof Tasks
/** What a task takes. */
export type ComputeInput<N extends ComputeTaskName> = Parameters<Tasks[N]>[0]
/** What a task returns. */
export type ComputeOutput<N extends ComputeTaskName> = Awaited<ReturnType<Tasks[N]>>
