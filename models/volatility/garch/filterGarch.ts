import { InvalidParameterError } from '../../errors.js'
import type { GarchFit } from './fitGarch.js'
import { inUnitsOfSample } from './garchUnits.js'
import { garchCoordinates } from './garchCoordinates.js'
import { SLOT } from './garchSpec.js'
import { garchSample } from './garchSample.js'

/** A fitted model run over returns. */
export interface FilteredGarch {
  /** n variances: element t is known before return t. */
  readonly variances: Float64Array
  /** Variance of the return after the last. */
  readonly nextVariance: number
  /** n residuals (return - mu) / sqrt(variance). */
  readonly standardisedResiduals: Float64Array
}

/**
 * Run a fitted model over returns: those of the fit, or longer ones that go on after it.
 *
 * @param returns - n >= 2 returns in the units of the fit, ascending in time.
 * @throws {SeriesTooShortError} when there are fewer than two returns.
 * @throws {InvalidSeriesValueError} when a return is not finite or beyond 1e150 in magnitude.
 * @throws {DegenerateSeriesError} when the returns do not vary.
 */
export function filterGarch({
  returns,
  fit,
}: {
  returns: Float64Array
  fit: Pick<GarchFit, 'spec' | 'parameters'>
}): FilteredGarch {
  const { family, innovations, initialisation } = fit.spec
  const sample = garchSample({ returns, innovations, initialisation, required: 2 })
  const coordinates = garchCoordinates(family, sample)
  const theta = inUnitsOfSample(coordinates, sample, fit.parameters)
  const n = returns.length
  const variances = new Float64Array(n + 1)
  coordinates.family.filter(sample, theta, variances)
  const mu = theta[SLOT.mu] as number
  const standardisedResiduals = sample.values.map((value, t) => (value - mu) / Math.sqrt(variances[t] as number))
  const unit = sample.unit * sample.unit
  for (let t = 0; t <= n; t++) variances[t] = (variances[t] as number) * unit
  return { variances: variances.subarray(0, n), nextVariance: variances[n] as number, standardisedResiduals }
}

/**
 * Forecast the variances of the next returns by a fitted model.
 *
 * GARCH and GJR forecasts are exact expectations; so are EGARCH's with normal innovations. With Student-t innovations EGARCH's expectation
 * is infinite from the second step on, and the residuals of `returns` stand for the future ones.
 *
 * @param returns - n >= 2 returns in the units of the fit, ascending in time; the forecast starts after the last.
 * @param steps - variances to forecast, at least 1.
 * @returns one variance a step, in squared units of the returns.
 * @throws {InvalidParameterError} when steps is not a positive whole number.
 * @throws {SeriesTooShortError} {@link filterGarch}'s errors otherwise.
 */
export function forecastGarch({
  returns,
  fit,
  steps,
}: {
  returns: Float64Array
  fit: Pick<GarchFit, 'spec' | 'parameters'>
  steps: number
}): Float64Array {
  if (!(Number.isInteger(steps) && steps > 0)) {
    throw new InvalidParameterError({ parameter: 'steps', value: steps, demand: 'a positive whole number' })
  }
  const { family, innovations, initialisation } = fit.spec
  const { nextVariance, standardisedResiduals } = filterGarch({ returns, fit })
  const sample = garchSample({ returns, innovations, initialisation, required: 2 })
  const coordinates = garchCoordinates(family, sample)
  const theta = inUnitsOfSample(coordinates, sample, fit.parameters)
  const unit = sample.unit * sample.unit
  const next = nextVariance / unit
  const scaled = coordinates.family.forecast({ theta, next, steps, innovations, residuals: standardisedResiduals })
  return scaled.map((variance) => variance * unit)
}
