import { describe, expect, it } from '@jest/globals'
import { ewmaSamples, gjrSamples } from '../../../../bench/models/tails/tailSamples.js'
import { walkTails } from '../../../../bench/models/tails/walkTails.js'
import { sampleTCopula } from '../../../../models/correlation/sampleTCopula.js'
import { DegenerateSeriesError, InvalidParameterError } from '../../../../models/errors.js'
import { studentTQuantile } from '../../../../models/statistics/studentT.js'
import { tailEstimators } from '../../../../models/tail/tailEstimators.js'
import type { TailEstimator } from '../../../../models/tail/tailModel.js'

const DAYS = 700
const FROM = 600
const TO = 625
const LEVELS = [0.975, 0.99]

function simulatedReturns(): Float64Array {
  const [uniform = []] = sampleTCopula({ correlation: [[1]], degreesOfFreedom: 4, count: DAYS, seed: 7 })
  let variance = 1e-3
  return Float64Array.from(uniform, (u) => {
    const r = Math.sqrt(variance / 2) * studentTQuantile(u, 4)
    variance = 2e-5 + 0.1 * r * r + 0.88 * variance
    return r
  })
}

const estimators = (returns: Float64Array) => ({
  ...Object.fromEntries(
    Object.entries(tailEstimators).map(([name, estimator]) => [name, { estimator, samples: ewmaSamples(returns, 0.99) }]),
  ),
  gjr: { estimator: tailEstimators.mcNeilFrey, samples: gjrSamples(returns, 21) },
})

describe('walkTails', () => {
  it('default: a forecast is the one of its own sample, a day and a level at a time', () => {
    const returns = simulatedReturns()
    const samples = ewmaSamples(returns, 0.99)
    const { studentT } = walkTails({
      estimators: { studentT: { estimator: tailEstimators.studentT, samples } },
      levels: LEVELS,
      from: FROM,
      to: TO,
    })
    expect(studentT.map(({ level }) => level)).toEqual(LEVELS)
    expect([...(studentT[1]?.days ?? [])]).toEqual(Array.from({ length: TO - FROM }, (_, k) => FROM + k))
    const model = tailEstimators.studentT(samples(FROM + 9))
    expect(studentT[1]?.valueAtRisk[9]).toBe(model.valueAtRisk(0.99))
    expect(studentT[1]?.expectedShortfall[9]).toBe(model.expectedShortfall(0.99))
  })

  it('property: nothing of the day or after it enters a forecast, whatever the estimator', () => {
    const returns = simulatedReturns()
    const poisoned = returns.map((r, t) => (t < TO - 1 ? r : Number.NaN))
    const range = { levels: LEVELS, from: FROM, to: TO }
    const expected = walkTails({ estimators: estimators(returns), ...range })
    expect(walkTails({ estimators: estimators(poisoned), ...range })).toEqual(expected)
    for (const forecasts of Object.values(expected).flat()) {
      expect(forecasts.days).toHaveLength(TO - FROM)
      expect(forecasts.valueAtRisk.every((loss) => loss > 0)).toBe(true)
    }
  })

  it('behavior: days on which the formula does not hold at a level are left out at that level alone', () => {
    const samples = ewmaSamples(simulatedReturns(), 0.99)
    const partial: TailEstimator = ({ returns }) => ({
      valueAtRisk(p) {
        if (p === 0.99 && returns.length % 2 === 0) throw new InvalidParameterError({ parameter: 'p', value: p, demand: 'less' })
        return 1
      },
      expectedShortfall: () => 2,
    })
    const { one } = walkTails({ estimators: { one: { estimator: partial, samples } }, levels: LEVELS, from: 100, to: 104 })
    expect(one.map(({ days }) => [...days])).toEqual([
      [100, 101, 102, 103],
      [101, 103],
    ])
  })

  it('error: what an estimator throws otherwise', () => {
    const failing: TailEstimator = () => {
      throw new DegenerateSeriesError({ what: 'A tail', reason: 'of no use' })
    }
    const samples = ewmaSamples(simulatedReturns(), 0.99)
    expect(() => walkTails({ estimators: { one: { estimator: failing, samples } }, levels: LEVELS, from: 100, to: 101 })).toThrow(
      expect.objectContaining({ code: 'DEGENERATE_SERIES' }),
    )
  })
})
