import { InvalidParameterError } from '../errors.js'

/**
 * Estimate the probability of a statistic at or below the observed one from draws under the forecasts.
 *
 * The observed value counts as one draw, so that the p-value is never 0 and the test keeps its size.
 *
 * @param observed - the statistic, small values speaking against the forecasts (`acerbiSzekelyZ1`, `acerbiSzekelyZ2`).
 * @param simulations - draws, a positive whole number.
 * @param draw - draws the statistic of one history simulated from the forecasts.
 * @throws {InvalidParameterError} when `simulations` is no positive whole number, or the observed value or a draw is NaN.
 * @source Davison and Hinkley, Bootstrap Methods and their Application (1997), equation 4.11.
 */
export function simulatedPValue({
  observed,
  simulations,
  draw,
}: {
  observed: number
  simulations: number
  draw: () => number
}): number {
  if (!(Number.isSafeInteger(simulations) && simulations > 0)) {
    throw new InvalidParameterError({ parameter: 'simulations', value: simulations, demand: 'a positive whole number' })
  }
  if (Number.isNaN(observed)) throw new InvalidParameterError({ parameter: 'observed', value: observed, demand: 'a number' })
  let atMost = 1
  for (let i = 0; i < simulations; i++) {
    const value = draw()
    if (Number.isNaN(value)) throw new InvalidParameterError({ parameter: 'draw', value, demand: 'a number' })
    if (value <= observed) atMost++
  }
  return atMost / (simulations + 1)
}
