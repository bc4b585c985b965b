import { describe, expect, it } from '@jest/globals'
import { normalSource } from '../../../../models/scenarios/zigguratNormals.js'
import { FAMILIES, type FamilyName } from '../../../../models/volatility/garch/families.js'
import { garchCoordinates } from '../../../../models/volatility/garch/garchCoordinates.js'
import { garchSample, type GarchSample } from '../../../../models/volatility/garch/garchSample.js'
import { INITIALISATIONS, INNOVATIONS, SLOT, SLOTS } from '../../../../models/volatility/garch/garchSpec.js'
import type { VarianceFamily } from '../../../../models/volatility/garch/varianceFamily.js'
import fc from '../../../support/fastCheck.js'

const GRADIENT = 2e-6
const RELATIVE = 1e-11

const normal = normalSource(3)
const returns = Float64Array.from({ length: 130 }, (_, t) => 0.1 + normal() * (1 + 0.5 * Math.sin(t / 9)))

const points = fc.record({
  family: fc.constantFrom(...(Object.keys(FAMILIES) as FamilyName[])),
  innovations: fc.constantFrom(...INNOVATIONS),
  initialisation: fc.constantFrom(...INITIALISATIONS),
  mu: fc.double({ min: -0.2, max: 0.4, noNaN: true }),
  level: fc.double({ min: -1, max: 1, noNaN: true }),
  persistence: fc.double({ min: 0.3, max: 0.97, noNaN: true }),
  share: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
  other: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  inverseNu: fc.double({ min: 0.01, max: 0.45, noNaN: true }),
})

function pointOf({ family, innovations, mu, level, persistence, share, other, inverseNu }: ReturnType<typeof arbitrary>) {
  const inner = {
    garch: [level, persistence, share],
    gjr: [level, persistence, 1 - share, other],
    egarch: [level, share, 0.4 * (other - 0.5), persistence],
  }[family]
  return Float64Array.from([mu, ...inner, ...(innovations === 'studentT' ? [inverseNu] : [])])
}
declare function arbitrary(): typeof points extends fc.Arbitrary<infer T> ? T : never

/** Log likelihood by the definition: one density after the other, no batches. */
function naive(sample: GarchSample, family: VarianceFamily, theta: Float64Array): number {
  const n = sample.values.length
  const variances = new Float64Array(n + 1)
  family.filter(sample, theta, variances)
  const nu = theta[SLOT.nu] as number
  // Gamma by its integral over t = exp(u), trapezoidal: independent of the Lanczos sum.
  const logGamma = (x: number) => {
    let sum = 0
    for (let u = -60; u < 8; u += 0.02) sum += 0.02 * Math.exp(x * u - Math.exp(u))
    return Math.log(sum)
  }
  const constant = nu > 0 ? logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * Math.log(Math.PI * (nu - 2)) : 0
  let sum = 0
  for (let t = 0; t < n; t++) {
    const h = variances[t] as number
    const z2 = ((sample.values[t] as number) - (theta[SLOT.mu] as number)) ** 2 / h
    sum +=
      nu > 0
        ? constant - 0.5 * Math.log(h) - 0.5 * (nu + 1) * Math.log(1 + z2 / (nu - 2))
        : -0.5 * (Math.log(2 * Math.PI) + Math.log(h) + z2)
  }
  return sum
}

describe('likelihoods of the variance families', () => {
  it('property: value and gradient agree with the definition and with differences', () => {
    fc.assert(
      fc.property(points, (drawn) => {
        const sample = garchSample({ returns, innovations: drawn.innovations, initialisation: drawn.initialisation })
        const coordinates = garchCoordinates(drawn.family, sample)
        const point = pointOf(drawn)
        const theta = new Float64Array(SLOTS)
        coordinates.decode(point, theta)
        const bySlot = new Float64Array(SLOTS)
        const scores = new Float64Array(returns.length * SLOTS)
        const value = coordinates.family.gradient(sample, theta, bySlot, scores)
        expect(Math.abs(value / naive(sample, coordinates.family, theta) - 1)).toBeLessThan(RELATIVE)
        expect(Math.abs(value / coordinates.family.logLikelihood(sample, theta) - 1)).toBeLessThan(RELATIVE)
        for (let slot = 0; slot < SLOTS; slot++) {
          let sum = 0
          for (let t = 0; t < returns.length; t++) sum += scores[t * SLOTS + slot] as number
          expect(Math.abs(sum - (bySlot[slot] as number))).toBeLessThan(1e-9 * (1 + Math.abs(sum)))
        }
        const gradient = new Float64Array(point.length)
        coordinates.objective(point, gradient)
        for (const [i, slope] of gradient.entries()) {
          // EGARCH has a kink in mu at every observation: a difference across one is no derivative.
          if (drawn.family === 'egarch' && i === 0) continue
          const at = (move: number) => {
            const moved = point.slice()
            moved[i] = (moved[i] as number) + move
            return coordinates.objective(moved, new Float64Array(point.length))
          }
          const h = 1e-4
          const difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
          expect(Math.abs(difference - slope)).toBeLessThan(GRADIENT * (1 + Math.abs(slope)))
        }
      }),
      { numRuns: 80 },
    )
  })

  it('property: encode undoes decode', () => {
    fc.assert(
      fc.property(points, (drawn) => {
        const sample = garchSample({ returns, innovations: drawn.innovations, initialisation: drawn.initialisation })
        const coordinates = garchCoordinates(drawn.family, sample)
        const point = pointOf(drawn)
        const theta = new Float64Array(SLOTS)
        coordinates.decode(point, theta)
        for (const [i, x] of coordinates.encode(theta).entries()) expect(Math.abs(x - (point[i] as number))).toBeLessThan(1e-10)
      }),
    )
  })
})
