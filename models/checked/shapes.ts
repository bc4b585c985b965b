// Shapes of arguments that several entries of `plimsoll/models` look for.
import { z } from 'zod'
import { anyNumber, float64s, numbers } from '../../core/checked.js'

export const shape = z.looseObject
export const text = z.string()
// A bad price is the functions' own to name.
export const barSeries = shape({
  asset: text,
  source: text,
  interval: z.enum(['1h', '1d']),
  isSynthetic: z.boolean(),
  openTimesMs: numbers,
  open: numbers,
  high: numbers,
  low: numbers,
  close: numbers,
  volumeUsd: numbers,
})
export const bpsByAsset = z.map(text, anyNumber)
export const proposed = z.map(text, shape({ ltBps: anyNumber }))
export const lossTerms = shape({ thresholds: bpsByAsset, bonuses: bpsByAsset, slippage: anyNumber })
export const valued = shape({ asset: text, value: z.bigint() })
export const book = shape({
  decimals: anyNumber,
  positions: z.array(
    shape({
      account: text,
      collateral: z.array(valued.extend({ ownLtBps: anyNumber.nullable(), ownLbBps: anyNumber.nullable() })),
      debt: z.array(valued),
      totalDebt: z.bigint(),
    }),
  ),
})
export const tailLossShape = shape({
  logLoss: anyNumber,
  filteredLogLoss: anyNumber,
  longRunLogLoss: anyNumber,
  observations: anyNumber,
})
export const forecasts = z.map(
  text,
  z.discriminatedUnion('isModelled', [
    shape({ isModelled: z.literal(false), code: text, because: text }),
    shape({
      isModelled: z.literal(true),
      daily: barSeries,
      volatility: shape({
        realisedDaily: anyNumber,
        combinedDaily: anyNumber,
        slowDaily: anyNumber,
        observations: anyNumber,
        models: z.array(shape({ name: text, daily: anyNumber, weight: anyNumber, isHeld: z.boolean() })),
        combinedDraws: float64s,
        implied: shape({ isUsed: z.boolean() }).nullable(),
      }),
      tail: tailLossShape,
      protection: tailLossShape,
      draws: shape({ tail: float64s, protection: float64s }),
    }),
  ]),
)
