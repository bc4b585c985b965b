import { describe, expect, it } from '@jest/globals'
import fc from '../../../../support/fastCheck.js'
import { largestJointStep } from '../../../../../models/policy/collateral/guardrails/largestJointStep.js'

/** A weighted sum under a limit: a smaller step of an allowed one is allowed. */
const within = (weights: readonly number[], limit: number) => (steps: readonly number[]) =>
  steps.reduce((sum, step, i) => sum + step * (weights[i] as number), 0) <= limit

describe('largestJointStep', () => {
  it('default', () => {
    expect(largestJointStep([200, 100], within([1, 1], 150))).toEqual([100, 50])
  })

  it('behavior: what the common fraction leaves goes to the first parts that can use it', () => {
    expect(largestJointStep([10, 10], within([1, 1], 11))).toEqual([6, 5])
    expect(largestJointStep([10, 10], within([100, 1], 10))).toEqual([0, 10])
  })

  it('behavior: everything, nothing, no parts', () => {
    expect(largestJointStep([7, 3], () => true)).toEqual([7, 3])
    expect(largestJointStep([7, 3], (steps) => steps.every((step) => step === 0))).toEqual([0, 0])
    expect(largestJointStep([0, 0], () => true)).toEqual([0, 0])
    expect(largestJointStep([], () => true)).toEqual([])
  })

  it('property: allowed, within its sizes, and no part can go further alone', () => {
    const part = fc.record({ size: fc.nat(50), weight: fc.nat(20) })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.nat(500), (parts, limit) => {
        const isAllowed = within(
          parts.map(({ weight }) => weight),
          limit,
        )
        const steps = largestJointStep(
          parts.map(({ size }) => size),
          isAllowed,
        )
        expect(isAllowed(steps)).toBe(true)
        parts.forEach(({ size }, i) => {
          const step = steps[i] as number
          expect(step).toBeLessThanOrEqual(size)
          expect(step === size || !isAllowed(steps.with(i, step + 1))).toBe(true)
        })
      }),
      { seed: 20_220_612, numRuns: 1_000 },
    )
  })
})
