import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { hessianFromGradient } from '../../statistics/hessianFromGradient.js'
import type { GarchFit } from './fitGarch.js'
import { inUnitsOfSample } from './garchUnits.js'
import { type GarchCoordinates, garchCoordinates } from './garchCoordinates.js'
import { type GarchParameters, SLOT, SLOTS } from './garchSpec.js'
import { type GarchSample, garchSample } from './garchSample.js'
import { SingularInformationError } from '../../errors.js'

/** Step in mu, in standard deviations, over which the jumps of a kinked likelihood's slope average out. */
const KINKED_STEP = 0.05

/** How the covariance of the estimates is estimated. */
export type CovarianceKind = 'hessian' | 'opg' | 'qml'

/** Covariance of the estimates of a fit. */
export interface GarchCovariance {
  /** Parameters in the order of the rows. */
  readonly names: readonly (keyof GarchParameters)[]
  /** k rows of k, in the units of the parameters. */
  readonly covariance: readonly Float64Array[]
  /** Roots of the diagonal. */
  readonly standardErrors: Readonly<Partial<Record<keyof GarchParameters, number>>>
}

/**
 * Compute the covariance of a fit's estimates: inverse Hessian, inverse outer product of the gradients, or the sandwich of both that
 * stays valid when the innovations are not of the assumed distribution.
 *
 * Scores are exact, the Hessian is their gradient's central difference, extrapolated (relative error about 1e-9). A coordinate of the fit
 * that lies on its bound is taken as known: with the persistence on its limit, alpha and beta move against each other only. EGARCH's
 * slope in mu jumps at every observation; its second derivative is taken over a twentieth of a standard deviation.
 *
 * @param returns - the returns that the fit was made on.
 * @throws {SingularInformationError} when the data do not identify the parameters.
 * @throws {SeriesTooShortError} when there are fewer than 100 returns.
 * @throws {InvalidSeriesValueError} when a return is not finite or beyond 1e150 in magnitude.
 * @throws {DegenerateSeriesError} when the returns do not vary.
 * @source Bollerslev and Wooldridge, Econometric Reviews 11 (1992), for the sandwich.
 */
export function garchCovariance({
  returns,
  fit,
  kind,
}: {
  returns: Float64Array
  fit: GarchFit
  kind: CovarianceKind
}): GarchCovariance {
  const { innovations, initialisation, family } = fit.spec
  const sample = garchSample({ returns, innovations, initialisation })
  const coordinates = garchCoordinates(family, sample)
  const { free, covariance: ofCoordinates, point } = coordinateCovariance({ sample, coordinates, fit, kind })
  const names: (keyof GarchParameters)[] = [
    'mu',
    ...coordinates.family.parameterNames,
    ...(fit.parameters.nu ? (['nu'] as const) : []),
  ]
  const jacobian = jacobianOf(coordinates, point, names, sample.unit).subMatrixColumn([...free])
  const covariance = symmetric(jacobian.mmul(ofCoordinates).mmul(jacobian.transpose()))
  return {
    names,
    covariance: covariance.to2DArray().map((row) => Float64Array.from(row)),
    standardErrors: Object.fromEntries(names.map((name, i) => [name, Math.sqrt(covariance.get(i, i))])),
  }
}

/**
 * Compute the covariance of a fit's free coordinates.
 *
 * @returns the point of the fit, the indices of the coordinates that are not on a bound, and their covariance.
 * @throws {SingularInformationError} when it is not positive definite.
 */
export function coordinateCovariance({
  sample,
  coordinates,
  fit,
  kind,
}: {
  sample: GarchSample
  coordinates: GarchCoordinates
  fit: GarchFit
  kind: CovarianceKind
}): { point: Float64Array; free: readonly number[]; covariance: Matrix } {
  const point = Float64Array.from(coordinates.encode(inUnitsOfSample(coordinates, sample, fit.parameters)))
  const free = coordinates.names.flatMap((name, i) => (fit.atBound.includes(name) && name !== 'mu' ? [] : [i]))
  const fail = (): never => {
    throw new SingularInformationError({ matrix: kind, parameters: free.map((i) => coordinates.names[i] as string) })
  }
  const inverse = (matrix: Matrix): Matrix => {
    if (!matrix.to1DArray().every(Number.isFinite)) fail()
    const factor = new CholeskyDecomposition(matrix)
    if (!factor.isPositiveDefinite()) fail()
    const result = factor.solve(Matrix.identity(free.length, free.length))
    return result.to1DArray().every(Number.isFinite) ? result : fail()
  }
  if (kind === 'opg')
    return { point, free, covariance: inverse(outerProduct(sample, coordinates, point).selection([...free], [...free])) }
  const n = sample.values.length
  const gradientAt = (x: Float64Array, out: Float64Array) => coordinates.objective(x, out)
  const steps = coordinates.family.isKinkedInMu ? [KINKED_STEP * Math.sqrt(sample.variance)] : []
  const hessian = hessianFromGradient({ ...coordinates, gradientAt, point, steps, isExtrapolated: true }).mul(n)
  const bread = inverse(hessian.selection([...free], [...free]))
  if (kind === 'hessian') return { point, free, covariance: bread }
  const meat = outerProduct(sample, coordinates, point).selection([...free], [...free])
  return { point, free, covariance: symmetric(bread.mmul(meat).mmul(bread)) }
}

/** Remove the rounding that separates a product from its transpose. */
function symmetric(matrix: Matrix): Matrix {
  return Matrix.add(matrix, matrix.transpose()).mul(0.5)
}

function outerProduct(sample: GarchSample, coordinates: GarchCoordinates, point: Float64Array): Matrix {
  const n = sample.values.length
  const k = point.length
  const theta = new Float64Array(SLOTS)
  const scores = new Float64Array(n * SLOTS)
  const row = new Float64Array(k)
  coordinates.decode(point, theta)
  coordinates.family.gradient(sample, theta, new Float64Array(SLOTS), scores)
  const product = Matrix.zeros(k, k)
  for (let t = 0; t < n; t++) {
    coordinates.pullBack(point, scores.subarray(t * SLOTS, (t + 1) * SLOTS), row)
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) product.set(i, j, product.get(i, j) + (row[i] as number) * (row[j] as number))
    }
  }
  return product
}

/** Derivatives of the parameters, in the units of the returns, by coordinate. */
function jacobianOf(
  coordinates: GarchCoordinates,
  point: Float64Array,
  names: readonly (keyof GarchParameters)[],
  unit: number,
): Matrix {
  const jacobian = Matrix.zeros(names.length, point.length)
  const theta = new Float64Array(SLOTS)
  coordinates.decode(point, theta)
  for (const [i, name] of names.entries()) {
    const bySlot = new Float64Array(SLOTS)
    bySlot[SLOT[name]] = 1
    // Rescaling is affine in each slot but for EGARCH's omega, which moves with beta too.
    const slope = (slot: number) => {
      const at = (move: number) => {
        const moved = theta.slice()
        moved[slot] = (moved[slot] as number) + move
        coordinates.family.rescale(moved, unit)
        return moved[SLOT[name]] as number
      }
      return at(1) - at(0)
    }
    if (name === 'mu') bySlot[SLOT.mu] = unit
    else if (name !== 'nu') for (const slot of [SLOT.omega, SLOT.alpha, SLOT.gamma, SLOT.beta]) bySlot[slot] = slope(slot)
    const row = new Float64Array(point.length)
    coordinates.pullBack(point, bySlot, row)
    jacobian.setRow(i, [...row])
  }
  return jacobian
}
