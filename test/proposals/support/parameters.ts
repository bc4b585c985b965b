import { bps } from '../../../core/units/bps.js'
import type { CollateralParameters } from '../../../models/policy/collateral/parameter.js'

/** Collateral parameters from three numbers of basis points. */
export function parameters(ltv: number, lt: number, lb: number): CollateralParameters {
  return { ltvBps: bps(ltv), ltBps: bps(lt), lbBps: bps(lb) }
}
