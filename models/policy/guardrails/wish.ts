import type { CollateralParameters } from '../../market/marketState.js'

/** What the models ask for on one asset before any guardrail. */
export interface Wish {
  readonly target: CollateralParameters
  /** Gap that the models want between threshold and LTV wherever LTV rises, even if the threshold stops short of its target. */
  readonly ltvGapBps: number
}
