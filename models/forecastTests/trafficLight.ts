import { incompleteBeta } from '../statistics/incompleteBeta.js'
import { InvalidParameterError } from '../errors.js'
import { requireProbability } from '../statistics/require.js'

const YELLOW_FROM = 0.95
const RED_FROM = 0.9999

/** A supervisor's verdict on a count of exceptions. */
export interface TrafficLight {
  readonly zone: 'green' | 'yellow' | 'red'
  /** Probability of at most this many exceptions when the forecasts are right. */
  readonly cumulativeProbability: number
}

/**
 * Classify a count of exceptions: yellow from a cumulative probability of 95 %, red from 99.99 %.
 *
 * @param observations - forecasts, a positive whole number (the rule's own: 250).
 * @param exceptions - of them, those that the loss exceeded.
 * @param violationProbability - forecast probability of an exception.
 * @throws {InvalidParameterError} when an argument is outside its range.
 * @source Basel Committee, Supervisory Framework for the Use of "Backtesting" (January 1996), table 2.
 * @example
 * import { trafficLight } from 'plimsoll/models'
 *
 * trafficLight({ observations: 250, exceptions: 5 }).zone // 'yellow'
 */
export function trafficLight({
  observations,
  exceptions,
  violationProbability = 0.01,
}: {
  observations: number
  exceptions: number
  violationProbability?: number
}): TrafficLight {
  requireProbability('violationProbability', violationProbability)
  if (!(Number.isSafeInteger(observations) && observations > 0)) {
    throw new InvalidParameterError({ parameter: 'observations', value: observations, demand: 'a positive whole number' })
  }
  if (!(Number.isSafeInteger(exceptions) && exceptions >= 0 && exceptions <= observations)) {
    const demand = `a whole number from 0 to ${observations}`
    throw new InvalidParameterError({ parameter: 'exceptions', value: exceptions, demand })
  }
  const cumulativeProbability =
    exceptions === observations
      ? 1
      : incompleteBeta(observations - exceptions, exceptions + 1, 1 - violationProbability, violationProbability)
  const zone = cumulativeProbability >= RED_FROM ? 'red' : cumulativeProbability >= YELLOW_FROM ? 'yellow' : 'green'
  return { zone, cumulativeProbability }
}
