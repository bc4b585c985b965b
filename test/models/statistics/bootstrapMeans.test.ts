import { describe, expect, it } from '@jest/globals'
import {
  InvalidParameterError,
  InvalidSeriesValueError,
  MisalignedSeriesError,
  SeriesTooShortError,
} from '../../../models/errors.js'
import { bootstrapDistribution, bootstrapMeans, quantileBand } from '../../../models/statistics/bootstrap.js'
import { expectClose } from '../../support/expectClose.js'

const wave = Float64Array.from({ length: 120 }, (_, i) => Math.sin(i / 7) + i / 40)
const options = { meanBlock: 10, seed: 5, replications: 300 }

describe('bootstrapMeans', () => {
  it('default: each column as if it were resampled alone', () => {
    const doubled = wave.map((value) => 2 * value)
    const bands = bootstrapMeans({ columns: [wave, doubled], ...options })
    const statistic = (resample: Float64Array) => resample.reduce((sum, value) => sum + value, 0) / resample.length
    const alone = quantileBand(bootstrapDistribution({ values: wave, statistic, ...options }))
    for (const [i, factor] of [1, 2].entries()) {
      for (const side of ['p05', 'p50', 'p95'] as const) expectClose(bands[i]?.[side] as number, factor * alone[side], 1e-12)
    }
  })

  it('behavior: a constant has no width, and no column no band', () => {
    expect(bootstrapMeans({ columns: [new Float64Array(9).fill(3)], ...options })).toEqual([{ p05: 3, p50: 3, p95: 3 }])
    expect(bootstrapMeans({ columns: [], ...options })).toEqual([])
  })

  it('error: SeriesTooShortError, MisalignedSeriesError, InvalidSeriesValueError, InvalidParameterError', () => {
    expect(() => bootstrapMeans({ columns: [new Float64Array()], ...options })).toThrow(SeriesTooShortError)
    expect(() => bootstrapMeans({ columns: [wave, wave.subarray(1)], ...options })).toThrow(MisalignedSeriesError)
    expect(() => bootstrapMeans({ columns: [Float64Array.of(Number.NaN)], ...options })).toThrow(InvalidSeriesValueError)
    expect(() => bootstrapMeans({ columns: [wave], ...options, replications: 0 })).toThrow(InvalidParameterError)
    expect(() => bootstrapMeans({ columns: [wave], ...options, meanBlock: 0.5 })).toThrow(InvalidParameterError)
  })
})
