import type { EModeState, ReserveState } from '../../market/marketState.js'
import type { GuardrailConfig } from '../guardrailConfig.js'
import type { Parameter } from '../parameter.js'
import type { GuardrailCut } from '../recommendation.js'
import type { GuardedAsset } from './guardedAsset.js'

/** One side of what a guardrail allows a parameter to be. Every limit admits the current value, so limits never contradict each other. */
export interface Limit {
  readonly guardrail: GuardrailCut['guardrail']
  readonly side: 'atLeast' | 'atMost'
  readonly bps: number
  /** Completes "held, since …": value, limit and unit. */
  readonly because: string
}

/** What a guardrail on single parameters looks at. `asset` is undefined where the configuration does not name the reserve. */
export interface GuardrailContext {
  readonly reserve: ReserveState
  readonly asset: GuardedAsset | undefined
  readonly guardrails: GuardrailConfig
  readonly eModes: readonly EModeState[]
  /** Time of the block, since a cooldown is counted in the chain's time. */
  readonly nowSeconds: number
}

/** A guardrail on single parameters: what it allows one of them to be. */
export type LimitRule = (context: GuardrailContext, parameter: Parameter) => readonly Limit[]
