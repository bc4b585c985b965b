import { describe, expect, it } from '@jest/globals'
import { highestBonusBps as highestWithin } from '../../../../../models/policy/collateral/guardrails/limit.js'
import { AAVE_V3_LARGEST_PRODUCT } from '../../../../../proposals/targets/aaveV3/aaveV3Rules.js'

const highestBonusBps = (ltBps: number) => highestWithin(ltBps, AAVE_V3_LARGEST_PRODUCT)

/** PercentageMath.percentMul as the chain computes it. */
const percentMul = (value: number, percentage: number) => (BigInt(value) * BigInt(percentage) + 5_000n) / 10_000n

describe('highestBonusBps', () => {
  it('default', () => {
    expect(highestBonusBps(9_500)).toBe(10_526)
  })

  it("behavior: is the last bonus within the chain's limit, for every threshold", () => {
    for (let lt = 1; lt <= 10_000; lt++) {
      const lb = highestBonusBps(lt)
      if (percentMul(lt, lb) > 10_000n || percentMul(lt, lb + 1) <= 10_000n) throw new Error(`${lt} x ${lb}`)
    }
    // 5,000 x 20,001 = 100,005,000 rounds up to 10,001; a factor whose product ends exactly below the half still rounds down.
    expect([highestBonusBps(5_000), highestBonusBps(1)]).toEqual([20_000, 100_004_999])
  })
})
