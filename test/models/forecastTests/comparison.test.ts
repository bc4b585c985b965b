import { describe, expect, it } from '@jest/globals'
import { holm } from '../../../models/forecastTests/coverageTests.js'
import { dieboldMariano, longRunVariance, neweyWestLags } from '../../../models/forecastTests/dieboldMariano.js'
import { modelConfidenceSet } from '../../../models/forecastTests/modelConfidenceSet.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { readFixture } from '../../support/fixture.js'

const TOLERANCE = 1e-10
const code = (value: string) => expect.objectContaining({ code: value })

interface Reference {
  dieboldMariano: {
    lossesA: number[]
    lossesB: number[]
    cases: {
      lags: number
      statistic: number
      pValue: number
      longRunVariance: number
      smallSampleStatistic: number
      smallSamplePValue: number
    }[]
  }
  holm: { pValues: number[]; adjusted: number[] }
  modelConfidenceSet: {
    losses: number[][]
    size: number
    resamples: number[][]
    sets: { statistic: 'range' | 'max'; eliminationOrder: number[]; pValues: number[]; members: number[] }[]
  }
}
const reference = readFixture<Reference>('forecastTests/reference.json')
const losses = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 40 })

describe('dieboldMariano', () => {
  const { lossesA, lossesB, cases } = reference.dieboldMariano

  it.each(cases)('default: statsmodels with $lags lags', ({ lags, statistic, pValue, longRunVariance: variance }) => {
    const result = dieboldMariano({ lossesA, lossesB, lags })
    expectClose(result.statistic, statistic, TOLERANCE)
    expectClose(result.pValue, pValue, TOLERANCE)
    const differences = lossesA.map((loss, t) => loss - (lossesB[t] as number))
    expectClose(longRunVariance(differences, lags), variance, TOLERANCE)
  })

  it.each(cases)('behavior: the small-sample correction with $lags lags', ({ lags, smallSampleStatistic, smallSamplePValue }) => {
    const result = dieboldMariano({ lossesA, lossesB, lags, isSmallSample: true })
    expectClose(result.statistic, smallSampleStatistic, TOLERANCE)
    expectClose(result.pValue, smallSamplePValue, TOLERANCE)
  })

  it('behavior: identical losses are equally good', () => {
    expect(dieboldMariano({ lossesA, lossesB: lossesA })).toEqual({ meanDifference: 0, statistic: 0, pValue: 1 })
    expect(dieboldMariano({ lossesA: [0, 0, 0, 0], lossesB: [0, 0, 0, 0] })).toMatchObject({ pValue: 1 })
  })

  it('behavior: the lags of Newey and West', () => {
    expect([50, 100, 1000].map(neweyWestLags)).toEqual([3, 4, 6])
  })

  it('property: antisymmetric, and free of the unit of losses', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: -250, max: 250 }), (seed, exponent) => {
        const unit = 10 ** exponent
        const a = lossesA.map((loss, t) => loss + 0.1 * Math.sin(seed + t * t))
        const one = dieboldMariano({ lossesA: a, lossesB })
        const other = dieboldMariano({ lossesA: lossesB, lossesB: a })
        const scaled = dieboldMariano({ lossesA: a.map((x) => x * unit), lossesB: lossesB.map((x) => x * unit) })
        expectClose(other.statistic, -one.statistic, TOLERANCE)
        expectClose(scaled.statistic, one.statistic, TOLERANCE)
      }),
    )
  })

  it('property: finite or a typed error on anything', () => {
    fc.assert(
      fc.property(losses, losses, (a, b) => {
        const n = Math.min(a.length, b.length)
        try {
          const result = dieboldMariano({ lossesA: a.slice(0, n), lossesB: b.slice(0, n), lags: 2 })
          expect(Number.isFinite(result.statistic) && result.pValue >= 0 && result.pValue <= 1).toBe(true)
        } catch (error) {
          expect(error).toEqual(code('DEGENERATE_SERIES'))
        }
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    const four = [1, 2, 3, 4]
    expect(() => dieboldMariano({ lossesA: [], lossesB: [] })).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => dieboldMariano({ lossesA: four, lossesB: [1] })).toThrow(code('MISALIGNED_SERIES'))
    expect(() => dieboldMariano({ lossesA: four, lossesB: [1, 2, 3, Number.NaN] })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => dieboldMariano({ lossesA: four, lossesB: [0, 1, 2, 3] })).toThrow(code('DEGENERATE_SERIES'))
    expect(() => dieboldMariano({ lossesA: four, lossesB: [4, 1, 1, 3], lags: 4 })).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => dieboldMariano({ lossesA: four, lossesB: [4, 1, 1, 3], lags: 0.5 })).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('holm', () => {
  it('default: statsmodels', () => {
    const adjusted = holm(reference.holm.pValues)
    for (const [i, value] of adjusted.entries()) expectClose(value, reference.holm.adjusted[i] as number, 1e-15)
  })

  it('behavior: none gives none, one stays as it is', () => {
    expect([...holm([])]).toEqual([])
    expect([...holm([0.2])]).toEqual([0.2])
  })

  it('property: in the order of the p-values, between them and Bonferroni', () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 })
    fc.assert(
      fc.property(pValues, (values) => {
        const adjusted = holm(values)
        for (const [i, p] of values.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p)
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * values.length))
          for (const [j, q] of values.entries()) if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number)
        }
      }),
    )
  })

  it.each([-0.1, 1.1, Number.NaN])('error: InvalidSeriesValueError on %d', (p) => {
    expect(() => holm([0.5, p])).toThrow(code('INVALID_SERIES_VALUE'))
  })
})

describe('modelConfidenceSet', () => {
  const { losses: columns, size, resamples, sets } = reference.modelConfidenceSet

  it.each(sets)('default: arch on the same resamples, $statistic', ({ statistic, eliminationOrder, pValues, members }) => {
    let drawn = 0
    const drawResample = () => resamples[drawn++] as number[]
    const result = modelConfidenceSet({
      losses: columns,
      size,
      statistic,
      replications: resamples.length,
      seed: 1,
      drawResample,
    })
    expect(result.eliminationOrder).toEqual(eliminationOrder)
    expect(result.members).toEqual(members)
    for (const [i, p] of result.pValues.entries()) expectClose(p, pValues[i] as number, 1e-15)
  })

  it('behavior: one seed, one answer; a much worse model leaves, an equal one stays', () => {
    const noise = Array.from({ length: 300 }, (_, t) => Math.sin(t * t))
    const other = [...noise].reverse()
    const inputs = { losses: [noise, other, noise.map((x, t) => x + 2 + 0.1 * Math.sin(t))], size: 0.1, seed: 3 }
    for (const statistic of ['range', 'max'] as const) {
      const result = modelConfidenceSet({ ...inputs, statistic })
      expect(result.members).toEqual([0, 1])
      expect(modelConfidenceSet({ ...inputs, statistic })).toEqual(result)
    }
  })

  it('behavior: identical models share their fate; a constant gap is no matter of chance; one model is the set', () => {
    const noise = Array.from({ length: 50 }, (_, t) => Math.sin(t * t))
    for (const statistic of ['range', 'max'] as const) {
      expect(modelConfidenceSet({ losses: [noise, noise], size: 0.1, statistic, seed: 1 }).members).toEqual([0, 1])
      const apart = modelConfidenceSet({ losses: [noise.map((x) => x + 1), noise], size: 0.1, statistic, seed: 1 })
      expect(apart).toMatchObject({ members: [1], eliminationOrder: [0, 1] })
    }
    expect(modelConfidenceSet({ losses: [noise], size: 0.1, seed: 1 }).members).toEqual([0])
  })

  it('error: each hostile input has its own error', () => {
    expect(() => modelConfidenceSet({ losses: [], size: 0.1, seed: 1 })).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => modelConfidenceSet({ losses: [[1]], size: 0.1, seed: 1 })).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => modelConfidenceSet({ losses: [[1, 2], [1]], size: 0.1, seed: 1 })).toThrow(code('MISALIGNED_SERIES'))
    expect(() => modelConfidenceSet({ losses: [[1, Number.NaN]], size: 0.1, seed: 1 })).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => modelConfidenceSet({ losses: [[1, 2]], size: 1, seed: 1 })).toThrow(code('INVALID_PARAMETER'))
    expect(() => modelConfidenceSet({ losses: [[1, 2]], size: 0.1, replications: 0, seed: 1 })).toThrow(code('INVALID_PARAMETER'))
  })

  it('property: p-values from 0 to 1 that follow the order of elimination, whatever the losses', () => {
    const column = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 4 }), fc.constantFrom('range', 'max'), (models, statistic) => {
        const result = modelConfidenceSet({ losses: models, size: 0.1, statistic, replications: 20, seed: 1 })
        const along = result.eliminationOrder.map((i) => result.pValues[i] as number)
        expect([...along].sort((a, b) => a - b)).toEqual(along)
        expect(along.every((p) => p >= 0 && p <= 1)).toBe(true)
      }),
    )
  })
})
