import type { GarchSample } from './garchSample.js'

const TURN = 0.01

/**
 * Tell at which distance from a persistence of one the level coordinate turns from long-run (log) variance to intercept.
 *
 * Far from one the data fix the long-run variance omega / (1 - p) and leave omega and p to trade off along a curve; close to one they fix
 * omega. The level omega / (1 - p + 0.01) is straight in both cases: a search in omega needs ten times the steps. A recursion that starts
 * at its long-run variance depends on that all the way to one.
 */
export function turnOf({ initialisation }: Pick<GarchSample, 'initialisation'>): number {
  return initialisation === 'unconditional' ? 0 : TURN
}
