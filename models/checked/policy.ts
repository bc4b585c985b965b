// What `plimsoll/models` exports of policy: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyNumber, checked } from '../../core/checked.js'
import { backtestMarket as backtestMarketUnchecked } from '../backtest/backtestMarket.js'
import { backtestTermsSchema } from '../backtest/backtestResult.js'
import { replayPolicy as replayPolicyUnchecked } from '../backtest/replayPolicy.js'
import { bookSchema } from '../book/book.js'
import { collateralParametersSchema } from '../policy/collateral/parameter.js'
import { impliedLimitsSchema } from '../data/impliedConfig.js'
import { impliedSeriesSchema } from '../data/impliedSeries.js'
import { marketSnapshotSchema } from '../data/marketSnapshot.js'
import { guardrailConfigSchema } from '../policy/collateral/guardrailConfig.js'
import { violations as violationsUnchecked } from '../policy/collateral/guardrails/violations.js'
import { historicalReplay as historicalReplayUnchecked } from '../policy/collateral/historicalReplay.js'
import { liquidationBonus as liquidationBonusUnchecked } from '../policy/collateral/liquidationBonus.js'
import { liquidationThreshold as liquidationThresholdUnchecked } from '../policy/collateral/liquidationThreshold.js'
import { loanToValue as loanToValueUnchecked } from '../policy/collateral/loanToValue.js'
import { modelConfigSchema } from '../policy/modelConfig.js'
import { recommend as recommendUnchecked } from '../policy/collateral/recommend.js'
import { assetRecommendationSchema, changes as changesUnchecked } from '../policy/collateral/recommendation.js'
import { qualityConfigSchema } from '../quality/qualityConfig.js'
import { barSeries, book, forecasts, lossTerms, shape, text } from './shapes.js'

const recommendAsset = shape({ asset: text, isAdjustable: z.boolean(), feedDeviationBps: anyNumber })
const guardedAsset = shape({
  asset: text,
  isAdjustable: z.boolean(),
  isSingleSource: z.boolean(),
  looseningGate: shape({ isOpen: z.boolean(), because: text }),
})
const replayInput = shape({
  market: text,
  assets: z.array(
    recommendAsset.extend({
      series: z.array(barSeries),
      implied: z.array(shape({ series: impliedSeriesSchema, limits: impliedLimitsSchema })).optional(),
      initial: collateralParametersSchema,
    }),
  ),
  models: modelConfigSchema,
  guardrails: guardrailConfigSchema,
  quality: qualityConfigSchema,
  fromMs: anyNumber,
  toMs: anyNumber,
  every: text,
  executionDelay: text.nullable(),
  largestProduct: anyNumber.optional(),
})
export const backtestMarket = checked(backtestMarketUnchecked, {
  input: replayInput.extend({ hourly: z.map(text, barSeries).optional(), terms: backtestTermsSchema.optional() }),
})
export const replayPolicy = checked(replayPolicyUnchecked, { input: replayInput })
export const changes = checked(changesUnchecked, { recommendation: shape({ assets: z.array(assetRecommendationSchema) }) })
export const historicalReplay = checked(historicalReplayUnchecked, {
  input: shape({
    book,
    terms: shape({ current: lossTerms, proposed: lossTerms }),
    assets: z.array(shape({ asset: text, daily: barSeries })),
    worstDays: anyNumber,
  }),
})
export const violations = checked(violationsUnchecked, {
  input: shape({
    state: bookSchema,
    recommendation: shape({
      assets: z.array(
        assetRecommendationSchema.pick({ asset: true, current: true, target: true, band: true, proposed: true }).loose(),
      ),
    }),
    guardrails: guardrailConfigSchema,
    assets: z.array(guardedAsset),
  }),
})
export const liquidationBonus = checked(liquidationBonusUnchecked, {
  input: shape({ dailyVolatility: anyNumber, protocolFee: anyNumber.optional(), models: modelConfigSchema }),
})
export const liquidationThreshold = checked(liquidationThresholdUnchecked, {
  input: shape({ lbBps: anyNumber, tailLogLoss: anyNumber, feedDeviationBps: anyNumber, models: modelConfigSchema }),
})
export const loanToValue = checked(loanToValueUnchecked, {
  input: shape({ ltBps: anyNumber, protectionLogLoss: anyNumber, bufferBps: anyNumber }),
})
export const recommend = checked(recommendUnchecked, {
  inputs: shape({
    snapshot: marketSnapshotSchema,
    state: bookSchema,
    models: modelConfigSchema,
    guardrails: guardrailConfigSchema,
    assets: z.array(recommendAsset),
    forecasts: forecasts.optional(),
  }),
})
