import { describe, expect, it } from '@jest/globals'
import { LEVELS } from '../../../../bench/models/tails/assetTails.js'
import { LOSSES, summariseTails } from '../../../../bench/models/tails/summariseTails.js'
import { studentTTail } from '../../../../models/tail/studentTTail.js'
import { sampleTCopula } from '../../../../models/correlation/sampleTCopula.js'
import { studentTQuantile } from '../../../../models/statistics/studentT.js'

const DAYS = 3_000
const [uniform = new Float64Array(0)] = sampleTCopula({ correlation: [[1]], degreesOfFreedom: 4, count: DAYS, seed: 5 })
const returns = uniform.map((u) => 0.03 * Math.sqrt(0.5) * studentTQuantile(u, 4))

/** The true tail times `factor`, on every day but the first `missing`. */
function walk(factor: number, missing = 0) {
  const tail = studentTTail(4)
  return LEVELS.map((level) => ({
    level,
    days: Int32Array.from({ length: DAYS - missing }, (_, t) => t + missing),
    valueAtRisk: new Float64Array(DAYS - missing).fill(0.03 * factor * tail.valueAtRisk(level)),
    expectedShortfall: new Float64Array(DAYS - missing).fill(0.03 * factor * tail.expectedShortfall(level)),
  }))
}

const assets = [
  {
    asset: 'ONE',
    returns,
    daysMs: Array.from(returns, (_, t) => t),
    walks: { truth: walk(1), careful: walk(2.2), bold: walk(0.4), late: walk(1, 10) },
  },
]

describe('summariseTails', () => {
  const [truth, careful, bold, late] = summariseTails(assets, 'truth', () => true)

  it('default: the truth covers, what is too careful or too bold does not, and the losses know', () => {
    expect(truth?.coveragePValue).toBeGreaterThan(0.05)
    expect(truth?.shortfallPValue).toBeGreaterThan(0.05)
    expect(careful?.coveragePValue).toBeLessThan(0.001)
    expect(bold?.coveragePValue).toBeLessThan(0.001)
    expect(bold?.shortfallPValue).toBeLessThan(0.001)
    for (const { difference, pValue, setPValue } of [...(careful?.losses ?? []), ...(bold?.losses ?? [])]) {
      expect(difference).toBeGreaterThan(0)
      expect(pValue).toBeLessThan(0.05)
      expect(setPValue).toBeLessThan(0.05)
    }
  })

  it('behavior: the reference differs from itself by nothing, kind by kind', () => {
    expect(truth?.losses.map(({ difference, pValue }) => ({ difference, pValue }))).toEqual(
      LOSSES.map(() => ({ difference: 0, pValue: 1 })),
    )
    expect(truth?.peakToTrough).toBe(1)
    expect(truth?.fiveDayRise).toBe(0)
  })

  it('behavior: an estimator without some days is compared on its own days, outside the confidence set', () => {
    expect(late?.losses.map(({ difference, setPValue }) => ({ difference, setPValue }))).toEqual(
      LOSSES.map(() => ({ difference: 0, setPValue: null })),
    )
  })
})
