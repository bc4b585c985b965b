// What `plimsoll/models` exports of book: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyNumber, checked, float64s, numbers } from '../../core/checked.js'
import { alreadyLiquidatable as alreadyLiquidatableUnchecked } from '../book/alreadyLiquidatable.js'
import { firstPassage as firstPassageUnchecked } from '../book/firstPassage.js'
import { healthFactor as healthFactorUnchecked } from '../book/health.js'
import { insuranceFund as insuranceFundUnchecked } from '../book/insuranceFund.js'
import { liquidatedDebtUsd as liquidatedDebtUsdUnchecked } from '../book/liquidatedDebtUsd.js'
import { badDebtUsd as badDebtUsdUnchecked, summariseLosses as summariseLossesUnchecked } from '../book/lossSummary.js'
import { madeLiquidatable as madeLiquidatableUnchecked } from '../book/madeLiquidatable.js'
import { bookAccountSchema, bookSchema } from '../book/book.js'
import { bonusesOf as bonusesOfUnchecked, thresholdsOf as thresholdsOfUnchecked } from '../book/thresholds.js'
import { valuePositions as valuePositionsUnchecked } from '../book/valuePositions.js'
import { book, bpsByAsset, lossTerms, proposed, shape, text } from './shapes.js'

const shocks = z.array(shape({ asset: text, logReturns: numbers }))
export const alreadyLiquidatable = checked(alreadyLiquidatableUnchecked, { state: bookSchema })
export const badDebtUsd = checked(badDebtUsdUnchecked, { input: lossTerms.extend({ book, shocks, count: anyNumber }) })
export const bonusesOf = checked(bonusesOfUnchecked, {
  state: bookSchema,
  proposed: z.map(text, shape({ lbBps: anyNumber })).optional(),
})
export const firstPassage = checked(firstPassageUnchecked, {
  input: shape({
    loanToValue: anyNumber,
    threshold: anyNumber,
    annualVolatility: anyNumber,
    years: anyNumber,
    annualDrift: anyNumber.optional(),
    looks: anyNumber.optional(),
  }),
})
export const healthFactor = checked(healthFactorUnchecked, {
  input: shape({ state: bookSchema, position: bookAccountSchema, proposed: proposed.optional() }),
})
export const summariseLosses = checked(summariseLossesUnchecked, { losses: float64s, probability: anyNumber })
export const liquidatedDebtUsd = checked(liquidatedDebtUsdUnchecked, {
  input: shape({ book, thresholds: bpsByAsset, shocks, count: anyNumber }),
})
export const madeLiquidatable = checked(madeLiquidatableUnchecked, { input: shape({ state: bookSchema, proposed }) })
export const thresholdsOf = checked(thresholdsOfUnchecked, { state: bookSchema, proposed: proposed.optional() })
export const valuePositions = checked(valuePositionsUnchecked, { state: bookSchema })
export const insuranceFund = checked(insuranceFundUnchecked, {
  input: shape({
    badDebtUsd: float64s,
    accounts: z.array(shape({ account: text, debtUsd: anyNumber, stressedLossUsd: anyNumber })),
    worstReplayUsd: anyNumber,
    probability: anyNumber,
    factor: anyNumber,
  }),
})
