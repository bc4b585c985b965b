import type { CollateralParameters } from '../market/marketState.js'

/** Name of one collateral parameter. */
export type Parameter = keyof CollateralParameters

/** The collateral parameters in the order in which they are decided: the bonus first, since the threshold depends on it. */
export const PARAMETERS: readonly Parameter[] = ['lbBps', 'ltBps', 'ltvBps']
