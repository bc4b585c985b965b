import { FAMILIES, type FamilyName } from './families.js'
import { SLOT, SLOTS } from './garchSpec.js'
import type { GarchSample } from './garchSample.js'
import type { VarianceFamily } from './varianceFamily.js'

/** 1 / nu from 500 degrees of freedom, a normal for every purpose, to 2.05, where the variance is about to be infinite. */
const LOWEST_INVERSE_NU = 1 / 500
const HIGHEST_INVERSE_NU = 1 / 2.05

/** Mean returns further than this many standard deviations from the sample mean are not looked at. */
const MU_RANGE = 2

/** The likelihood of one family and one sample over its box: mu, the family's coordinates, and 1 / nu for Student-t innovations. */
export interface GarchCoordinates {
  readonly family: VarianceFamily
  readonly names: readonly string[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  /** Write the parameters of a point into their slots. */
  decode(point: Float64Array, theta: Float64Array): void
  encode(theta: Float64Array): number[]
  /** Turn derivatives by slot into derivatives by coordinate. */
  pullBack(point: Float64Array, bySlot: Float64Array, byCoordinate: Float64Array): void
  /** Compute the log likelihood over n and its gradient, with the sign changed: what is minimised. */
  objective(point: Float64Array, gradient: Float64Array): number
}

/** Set up the coordinates of a family for a sample. */
export function garchCoordinates(familyName: FamilyName, sample: GarchSample): GarchCoordinates {
  const family: VarianceFamily = FAMILIES[familyName]
  const isStudent = sample.innovations === 'studentT'
  const last = family.coordinates.length + 1
  const deviation = Math.sqrt(sample.variance)
  const n = sample.values.length
  const slots = new Float64Array(SLOTS)
  const bySlot = new Float64Array(SLOTS)
  const decode = (point: Float64Array, theta: Float64Array) => {
    theta[SLOT.mu] = point[0] as number
    family.decode(sample, point, theta)
    theta[SLOT.nu] = isStudent ? 1 / (point[last] as number) : 0
  }
  const pullBack = (point: Float64Array, slopes: Float64Array, byCoordinate: Float64Array) => {
    byCoordinate[0] = slopes[SLOT.mu] as number
    family.pullBack(sample, point, slopes, byCoordinate)
    if (isStudent) byCoordinate[last] = -(slopes[SLOT.nu] as number) / (point[last] as number) ** 2
  }
  return {
    family,
    names: ['mu', ...family.coordinates, ...(isStudent ? ['1 / nu'] : [])],
    lower: [sample.mean - MU_RANGE * deviation, ...family.lower, ...(isStudent ? [LOWEST_INVERSE_NU] : [])],
    upper: [sample.mean + MU_RANGE * deviation, ...family.upper, ...(isStudent ? [HIGHEST_INVERSE_NU] : [])],
    decode,
    encode: (theta) => [
      theta[SLOT.mu] as number,
      ...family.encode(sample, theta),
      ...(isStudent ? [1 / (theta[SLOT.nu] as number)] : []),
    ],
    pullBack,
    objective(point, gradient) {
      decode(point, slots)
      const value = family.gradient(sample, slots, bySlot)
      pullBack(point, bySlot, gradient)
      for (let i = 0; i < gradient.length; i++) gradient[i] = -(gradient[i] as number) / n
      return -value / n
    },
  }
}
