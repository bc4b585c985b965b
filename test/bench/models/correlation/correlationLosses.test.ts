import { describe, expect, it } from '@jest/globals'
import { type CORRELATION_LOSSES, correlationLosses } from '../../../../bench/models/correlation/correlationLosses.js'
import { studentTLogDensity } from '../../../../models/statistics/studentT.js'
import { choleskyLower } from '../../../../models/scenarios/choleskyLower.js'
import { normalSource } from '../../../../models/scenarios/zigguratNormals.js'

const RELATIVE = 1e-12
const pair = (rho: number) => [Float64Array.of(1, rho), Float64Array.of(rho, 1)]

describe('correlationLosses', () => {
  it('default: the closed forms of two assets', () => {
    const rho = 0.6
    const [x, y] = [0.03 / 0.02, -0.01 / 0.04]
    const loss = correlationLosses({
      correlation: pair(rho),
      returns: Float64Array.of(0.03, -0.01),
      volatilities: Float64Array.of(0.02, 0.04),
    })
    const distance = (x * x - 2 * rho * x * y + y * y) / (1 - rho * rho)
    const close = (value: number, expected: number) =>
      expect(Math.abs(value - expected)).toBeLessThan(RELATIVE * Math.max(1, Math.abs(expected)))
    close(loss.normal, 0.5 * (Math.log(1 - rho * rho) + distance))
    close(loss.studentT, 0.5 * Math.log(1 - rho * rho) + 3 * Math.log(1 + distance / 2))
    const variance = (0.02 ** 2 + 0.04 ** 2 + 2 * rho * 0.02 * 0.04) / 4
    close(loss.portfolio, Math.log(variance) + 0.01 ** 2 / variance)
  })

  it("behavior: one asset's t loss is the t(4) density of unit variance but for a constant", () => {
    const lossAt = (r: number) =>
      correlationLosses({ correlation: [Float64Array.of(1)], returns: Float64Array.of(r), volatilities: Float64Array.of(1) })
    const difference = lossAt(2.5).studentT - lossAt(0.1).studentT
    const density = studentTLogDensity(0.1 * Math.SQRT2, 4) - studentTLogDensity(2.5 * Math.SQRT2, 4)
    expect(Math.abs(difference - density)).toBeLessThan(RELATIVE)
  })

  it('behavior: on average every loss is least at the correlation that the returns have', () => {
    const normal = normalSource(11)
    const lower = choleskyLower(pair(0.5))
    const draws = Array.from({ length: 20_000 }, () => {
      const [a, b] = [normal(), normal()]
      return Float64Array.of(a, (lower[1]?.[0] as number) * a + (lower[1]?.[1] as number) * b)
    })
    const mean = (rho: number, kind: (typeof CORRELATION_LOSSES)[number]) =>
      draws.reduce(
        (sum, returns) => sum + correlationLosses({ correlation: pair(rho), returns, volatilities: Float64Array.of(1, 1) })[kind],
        0,
      ) / draws.length
    for (const kind of ['normal', 'portfolio'] as const) {
      expect(mean(0.5, kind)).toBeLessThan(mean(0.2, kind))
      expect(mean(0.5, kind)).toBeLessThan(mean(0.75, kind))
    }
  })

  it('error: DegenerateSeriesError for a matrix that is not positive definite', () => {
    expect(() =>
      correlationLosses({ correlation: pair(1), returns: Float64Array.of(1, 1), volatilities: Float64Array.of(1, 1) }),
    ).toThrow(expect.objectContaining({ code: 'DEGENERATE_SERIES' }))
  })
})
