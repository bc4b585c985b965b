import type { MarketId } from '../../core/units/marketId.js'
import type { BarSeries } from '../data/barSeries.js'
import type { ImpliedLimits } from '../data/impliedConfig.js'
import type { ImpliedSeries } from '../data/impliedSeries.js'
import type { CollateralParameters } from '../policy/collateral/parameter.js'
import type { GuardrailConfig } from '../policy/collateral/guardrailConfig.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import type { PolicyAsset } from '../policy/policy.js'
import type { QualityConfig } from '../quality/qualityConfig.js'

/** A policy, the history to replay it over, and how fast its proposals are carried out. */
export interface ReplayInput {
  readonly market: MarketId
  readonly assets: readonly ReplayAsset[]
  readonly models: ModelConfig
  readonly guardrails: GuardrailConfig
  readonly quality: QualityConfig
  /** First and last decision, milliseconds since the epoch. */
  readonly fromMs: number
  readonly toMs: number
  /** Time between two recalibrations: `1d`. */
  readonly every: string
  /** Time from a recommendation to its execution, signatures and timelock together: `72h`; null executes at once. */
  readonly executionDelay: string | null
  /** Largest product of threshold and bonus that the venue accepts, both in basis points; 100 % by default. */
  readonly largestProduct?: number
}

/** One reserve of the replay. */
export interface ReplayAsset extends PolicyAsset {
  /** Daily bars, one series a source, in order of precedence; they may reach beyond the replay, and are not read there. */
  readonly series: readonly BarSeries[]
  /** Implied volatility, one entry a source in order of precedence; values known later are not read. None by default. */
  readonly implied?: readonly ReplayImplied[]
  /** Parameters in force at the start, as set-up left them: no cooldown runs from them. */
  readonly initial: CollateralParameters
}

/** Implied volatility of one source over the whole history, and the limits that it is judged by. */
export interface ReplayImplied {
  readonly series: ImpliedSeries
  readonly limits: ImpliedLimits
}
