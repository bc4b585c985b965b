import { describe, expect, it } from '@jest/globals'
import { worstScenarios } from '../../../models/book/madeLiquidatable.js'

const losses = (...rows: readonly (readonly [badDebt: number, liquidated: number])[]) => ({
  badDebtUsd: Float64Array.from(rows, ([badDebt]) => badDebt),
  liquidatedUsd: Float64Array.from(rows, ([, liquidated]) => liquidated),
})

describe('worstScenarios', () => {
  it('default: by bad debt, then by liquidated debt, then the first', () => {
    const all = losses([0, 9], [2, 5], [0, 0], [2, 7], [3, 1], [2, 7])
    expect(worstScenarios(all, 10)).toEqual([4, 3, 5, 1, 0])
    expect(worstScenarios(all, 2)).toEqual([4, 3])
  })

  it('behavior: what leaves nothing is not among them', () => {
    expect(worstScenarios(losses([0, 0], [0, 0]), 5)).toEqual([])
    expect(worstScenarios(losses(), 5)).toEqual([])
  })
})
