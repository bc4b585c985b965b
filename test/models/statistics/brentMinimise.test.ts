import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { brentMinimise } from '../../../models/statistics/brentMinimise.js'

const what = 'A test function'

describe('brentMinimise', () => {
  it('default: a smooth function with a known minimum', () => {
    const { point } = brentMinimise({ what, lower: 0.1, upper: 10, evaluate: (x) => x - 3 * Math.log(x) })
    expect(Math.abs(point - 3)).toBeLessThan(1e-7)
  })

  it('behavior: a function that falls throughout is lowest at the end, a flat one anywhere', () => {
    expect(brentMinimise({ what, lower: 0, upper: 1, evaluate: (x) => -x }).point).toBeGreaterThan(1 - 1e-6)
    expect(brentMinimise({ what, lower: 0, upper: 1, evaluate: () => 5 }).value).toBe(5)
  })

  it('error: NotConvergedError on NaN', () => {
    expect(() => brentMinimise({ what, lower: 0, upper: 1, evaluate: () => Number.NaN })).toThrow(
      expect.objectContaining({ code: 'NOT_CONVERGED' }),
    )
  })

  it('property: finds the lowest point of any parabola and any kink on the interval', () => {
    const coordinate = fc.double({ min: -100, max: 100, noNaN: true })
    fc.assert(
      fc.property(coordinate, (centre) => {
        const parabola = brentMinimise({ what, lower: -100, upper: 100, evaluate: (x) => (x - centre) ** 2 })
        expect(Math.abs(parabola.point - centre)).toBeLessThan(1e-5)
        const kink = brentMinimise({ what, lower: -100, upper: 100, evaluate: (x) => Math.abs(x - centre) })
        expect(Math.abs(kink.point - centre)).toBeLessThan(1e-5)
      }),
    )
  })
})
