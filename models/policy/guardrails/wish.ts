import type { CollateralParameters } from '../../market/marketState.js'
import type { TargetBand } from '../recommendation.js'

/** What the models ask for on one asset before any guardrail. */
export interface Wish {
  readonly target: CollateralParameters
  /** Gap that the models want between threshold and LTV wherever LTV rises, even if the threshold stops short of its target. */
  readonly ltvGapBps: number
  /** How uncertain the target is; null where that is not known, and then nothing is held for it. */
  readonly band: TargetBand | null
}
