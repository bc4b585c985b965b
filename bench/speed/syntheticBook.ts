import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Bonuses, Thresholds } from '../../models/book/thresholds.js'
import type { ValuedBook, ValuedPosition } from '../../models/book/valuePositions.js'

const DECIMALS = 8
const LT_BPS = 8_000
const LB_BPS = 10_500
const STABLE = 'USD'

/** A book to time, with the terms of its market. */
export interface SyntheticBook {
  readonly book: ValuedBook
  readonly thresholds: Thresholds
  readonly bonuses: Bonuses
  readonly slippage: number
}

/**
 * Make up a book, the same every time: assets ASSET0, ASSET1 … with a threshold of 80 % and a bonus of 5 %, and a stable debt.
 *
 * Seven accounts of ten have one collateral, two have two, one has three; loan-to-values lie evenly between 40 and 80 %, sizes spread
 * over four decades.
 */
export function syntheticBook({ assets, positions }: { assets: number; positions: number }): SyntheticBook {
  const generator = xoroshiro128plus(20_220_612)
  const uniform = () => uniformFloat64(generator)
  const symbols = Array.from({ length: assets }, (_, i) => `ASSET${i}`)
  return {
    book: {
      decimals: DECIMALS,
      positions: Array.from({ length: positions }, (_, i): ValuedPosition => {
        const kinds = i % 10 < 7 ? 1 : i % 10 < 9 ? 2 : 3
        const first = Math.floor(uniform() * assets)
        const usd = 10 ** (2 + 4 * uniform())
        const debt = baseUnits(usd * (0.4 + 0.4 * uniform()))
        return {
          account: `0x${i.toString(16).padStart(40, '0')}`,
          collateral: Array.from({ length: kinds }, (_, k) => ({
            asset: symbols[(first + k * 3) % assets] as string,
            ownLtBps: null,
            ownLbBps: null,
            value: baseUnits(usd / kinds),
          })),
          debt: [{ asset: STABLE, value: debt }],
          totalDebt: debt,
        }
      }),
    },
    thresholds: new Map(symbols.map((asset) => [asset, LT_BPS])),
    bonuses: new Map(symbols.map((asset) => [asset, LB_BPS])),
    slippage: 0.02,
  }
}

function baseUnits(usd: number): bigint {
  return BigInt(Math.round(usd * 10 ** DECIMALS))
}
