// The package's entry `plimsoll/models`: numbers in, numbers out; no clock, network or disk.
export { assetSymbolSchema } from './market/assetSymbol.js'
export { BAR_INTERVAL_MS, type BarInterval, type BarSeries, barSeriesSchema } from './market/barSeries.js'
export { type Finding, findingSchema } from './market/finding.js'
export { type AssetSnapshot, assetSnapshotSchema, type MarketSnapshot, marketSnapshotSchema } from './market/marketSnapshot.js'
export {
  type CollateralParameters,
  collateralParametersSchema,
  type MarketState,
  marketStateSchema,
  type Position,
  positionSchema,
  type ReserveState,
  reserveStateSchema,
} from './market/marketState.js'
export { type SourceConfig, sourceConfigSchema } from './market/sourceConfig.js'
export { assessMarket } from './quality/assessMarket.js'
export { type QualityConfig, qualityConfigSchema } from './quality/qualityConfig.js'
export { logReturns } from './returns/logReturns.js'
export { ewmaVariance } from './volatility/ewmaVariance.js'
export { ewmaVolatility } from './volatility/ewmaVolatility.js'
export { forecastVolatility } from './volatility/forecastVolatility.js'
export { garmanKlass } from './volatility/garmanKlass.js'
export { logHar } from './volatility/logHar.js'
export { realisedVolatility } from './volatility/realisedVolatility.js'
export { alignReturns } from './correlation/alignReturns.js'
export { ewmaCorrelation } from './correlation/ewmaCorrelation.js'
export { quantile } from './tail/quantile.js'
export { tailLoss } from './tail/tailLoss.js'
export { jointScenarios } from './scenarios/jointScenarios.js'
export { stationaryBootstrap } from './uncertainty/stationaryBootstrap.js'
export { alreadyLiquidatable } from './liquidation/alreadyLiquidatable.js'
export { healthFactor } from './liquidation/healthFactor.js'
export { liquidatedDebtUsd } from './liquidation/liquidatedDebtUsd.js'
export { madeLiquidatable } from './liquidation/madeLiquidatable.js'
export { type BacktestInput, type BacktestProgress, backtestMarket } from './backtest/backtestMarket.js'
export { type BacktestResult, backtestResultSchema } from './backtest/backtestResult.js'
export { type ReplayAsset, type ReplayStep, replayPolicy } from './backtest/replayPolicy.js'
export { changes } from './policy/changes.js'
export { type GuardrailConfig, guardrailConfigSchema } from './policy/guardrailConfig.js'
export { violations } from './policy/guardrails/violations.js'
export { liquidationBonus } from './policy/liquidationBonus.js'
export { liquidationThreshold } from './policy/liquidationThreshold.js'
export { loanToValue } from './policy/loanToValue.js'
export { type ModelConfig, modelConfigSchema } from './policy/modelConfig.js'
export { type RecommendInputs, recommend } from './policy/recommend.js'
export {
  type AssetRecommendation,
  type GuardrailCut,
  type Reason,
  type Recommendation,
  recommendationSchema,
} from './policy/recommendation.js'
