import { CholeskyDecomposition } from 'ml-matrix'
import { InvalidParameterError, SingularInformationError } from '../../errors.js'
import { normalSource } from '../../scenarios/zigguratNormals.js'
import type { GarchFit } from './fitGarch.js'
import { garchCoordinates } from './garchCoordinates.js'
import { coordinateCovariance } from './garchCovariance.js'
import { garchSample } from './garchSample.js'
import { type GarchParameters, SLOTS } from './garchSpec.js'
import { inUnitsOfReturns } from './garchUnits.js'

/** Draws outside the box before the next one is moved onto its side. */
const ATTEMPTS = 200

/**
 * Draw parameters from the quasi-maximum-likelihood distribution of a fit: how uncertain its forecasts are.
 *
 * Draws are normal in the coordinates of the fit, where they have the sandwich covariance, truncated to the box: every draw is stationary
 * and has a positive variance. A coordinate that lies on its bound stays there.
 *
 * @param returns - the returns that the fit was made on.
 * @param count - draws, at least 1.
 * @returns parameters in the units of the returns; the same seed gives the same draws.
 * @throws {InvalidParameterError} when count is not a positive whole number.
 * @throws {SingularInformationError} when the data do not identify the parameters.
 * @source Pascual, Romo and Ruiz, Bootstrap Prediction for Returns and Volatilities in GARCH Models, Computational Statistics and Data
 * Analysis 50 (2006), for why parameters' uncertainty belongs in a band; here from the asymptotic distribution, not from refits.
 */
export function drawGarchParameters({
  returns,
  fit,
  count,
  seed,
}: {
  returns: Float64Array
  fit: GarchFit
  count: number
  seed: number
}): GarchParameters[] {
  if (!(Number.isInteger(count) && count > 0)) {
    throw new InvalidParameterError({ parameter: 'count', value: count, demand: 'a positive whole number' })
  }
  const { innovations, initialisation, family } = fit.spec
  const sample = garchSample({ returns, innovations, initialisation })
  const coordinates = garchCoordinates(family, sample)
  const { point, free, covariance } = coordinateCovariance({ sample, coordinates, fit, kind: 'qml' })
  const factor = new CholeskyDecomposition(covariance)
  if (!factor.isPositiveDefinite()) {
    throw new SingularInformationError({ matrix: 'qml', parameters: free.map((i) => coordinates.names[i] as string) })
  }
  const lower = factor.lowerTriangularMatrix
  const normal = normalSource(seed)
  const clamp = (x: number, i: number) => Math.min(coordinates.upper[i] as number, Math.max(coordinates.lower[i] as number, x))
  const draw = () => {
    const shocks = free.map(() => normal())
    const moved = point.slice()
    for (const [row, i] of free.entries()) {
      for (let k = 0; k <= row; k++) moved[i] = (moved[i] as number) + lower.get(row, k) * (shocks[k] as number)
    }
    return moved
  }
  const theta = new Float64Array(SLOTS)
  return Array.from({ length: count }, () => {
    let moved = draw()
    for (let attempt = 1; attempt < ATTEMPTS && moved.some((x, i) => clamp(x, i) !== x); attempt++) moved = draw()
    coordinates.decode(moved.map(clamp), theta)
    return inUnitsOfReturns(coordinates, sample, theta)
  })
}
