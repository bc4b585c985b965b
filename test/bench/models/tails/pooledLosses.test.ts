import { describe, expect, it } from '@jest/globals'
import { pooledLosses } from '../../../../bench/models/tails/pooledLosses.js'

describe('pooledLosses', () => {
  it('default: the mean over the assets of each day, in ascending time', () => {
    const long = { daysMs: [1, 2, 3], losses: [10, 20, 30] }
    const short = { daysMs: [3, 4], losses: [50, 70] }
    expect(pooledLosses([[long, short]])).toEqual([Float64Array.of(10, 20, 40, 70)])
  })

  it("behavior: an asset's day counts where every column has it", () => {
    const full = { daysMs: [1, 2, 3], losses: [1, 2, 3] }
    const gap = { daysMs: [1, 3], losses: [5, 7] }
    expect(pooledLosses([[full], [gap]])).toEqual([Float64Array.of(1, 3), Float64Array.of(5, 7)])
  })

  it('behavior: nothing gives nothing', () => {
    expect(pooledLosses([])).toEqual([])
    expect(pooledLosses([[]])).toEqual([new Float64Array(0)])
  })
})
