// The package's entry `plimsoll/models`: numbers in, numbers out; no clock, network or disk.
export {
  assetSymbolSchema,
  type Book,
  type BookAccount,
  type BookAsset,
  bookAccountSchema,
  bookAssetSchema,
  bookSchema,
} from './book/book.js'
export { type CollateralParameters, collateralParametersSchema } from './policy/collateral/parameter.js'
export type { Policy, PolicyInput, PolicyRecommendation } from './policy/policy.js'
export { BAR_INTERVAL_MS, type BarInterval, type BarSeries, barSeriesSchema } from './data/barSeries.js'
export { type Finding, findingSchema } from './data/finding.js'
export { type ImpliedConfig, impliedConfigSchema } from './data/impliedConfig.js'
export { type ImpliedSeries, impliedSeriesSchema } from './data/impliedSeries.js'
export { type AssetSnapshot, assetSnapshotSchema, type MarketSnapshot, marketSnapshotSchema } from './data/marketSnapshot.js'
export { type SourceConfig, sourceConfigSchema } from './data/sourceConfig.js'
export { type QualityConfig, qualityConfigSchema } from './quality/qualityConfig.js'
export type { GarchFit, GarchSpec } from './volatility/garch/fitGarch.js'
export type { VolatilityModelName } from './volatility/registry.js'
export type { OptionQuotes } from './volatility/vixStrip.js'
export type { ExpiryVariance } from './volatility/vixIndex.js'
export type { FittedVolatility, VolatilityData, VolatilityModel } from './volatility/volatilityModel.js'
export type { CorrelationEstimatorName } from './correlation/correlationEstimators.js'
export type { TailEstimatorName } from './tail/tailEstimators.js'
export type { TailModel, TailSample } from './tail/tailModel.js'
export type { CoverageTestName } from './forecastTests/coverageTests.js'
export type { PathModel } from './scenarios/pathModel.js'
export type { QuantileBand } from './statistics/bootstrap.js'
export type { LossSummary } from './book/lossSummary.js'
export type { InsuranceFund } from './book/insuranceFund.js'
export type { OpenInterestScaling } from './margin/openInterestScaling.js'
export { SPAN_SCENARIOS, type SpanScenario } from './margin/spanScanRisk.js'
export type { BacktestInput, BacktestProgress } from './backtest/backtestMarket.js'
export { type BacktestResult, backtestResultSchema } from './backtest/backtestResult.js'
export type { ReplayAsset, ReplayInput } from './backtest/replayInput.js'
export type { ReplayedAsset, ReplayStep } from './backtest/startReplay.js'
export type { HistoricalReplay } from './policy/collateral/historicalReplay.js'
export { type GuardrailConfig, guardrailConfigSchema } from './policy/collateral/guardrailConfig.js'
export { type ModelConfig, modelConfigSchema } from './policy/modelConfig.js'
export type { RecommendInputs } from './policy/collateral/recommend.js'
export {
  type AssetRecommendation,
  type GuardrailCut,
  type Reason,
  type Recommendation,
  recommendationSchema,
  type TargetBand,
} from './policy/collateral/recommendation.js'
export {
  alreadyLiquidatable,
  badDebtUsd,
  bonusesOf,
  firstPassage,
  healthFactor,
  insuranceFund,
  liquidatedDebtUsd,
  madeLiquidatable,
  summariseLosses,
  thresholdsOf,
  valuePositions,
} from './checked/book.js'
export {
  alignReturns,
  correlationEstimators,
  dynamicConditionalCorrelation,
  ewmaCorrelation,
  filterDcc,
  fitTCopula,
  ledoitWolf,
  ledoitWolfConstantCorrelation,
  marchenkoPastur,
  nearestCorrelation,
  sampleTCopula,
  stressedCorrelation,
  tCopulaLogLikelihood,
  tailDependence,
} from './checked/correlation.js'
export { assessMarket, logReturns } from './checked/data.js'
export {
  acerbiSzekelyZ1,
  acerbiSzekelyZ2,
  christoffersenIndependence,
  conditionalCoverage,
  countViolations,
  coverageTests,
  dieboldMariano,
  dynamicQuantile,
  fz0Losses,
  holm,
  kupiec,
  modelConfidenceSet,
  qlikeLosses,
  quasiLikelihoodLosses,
  trafficLight,
  valueAtRiskViolations,
} from './checked/forecastTests.js'
export {
  antiProcyclicalityTools,
  largestIncrease,
  liquidationIncentiveFactor,
  peakToTrough,
  scaledInitialMarginPpm,
  spanScanRisk,
  stepResponse,
} from './checked/margin.js'
export {
  backtestMarket,
  changes,
  historicalReplay,
  liquidationBonus,
  liquidationThreshold,
  loanToValue,
  recommend,
  replayPolicy,
  violations,
} from './checked/policy.js'
export { correlatedPaths, jointScenarios } from './checked/scenarios.js'
export { bootstrapDistribution, optimalBlockLength, quantile, quantileBand, stationaryBootstrap } from './checked/statistics.js'
export {
  cornishFisher,
  drawTailLosses,
  generalisedPareto,
  historicalShortfall,
  peaksOverThreshold,
  tailEstimators,
  tailLoss,
} from './checked/tail.js'
export {
  REALISED_ESTIMATORS,
  VOLATILITY_MODELS,
  combineForecasts,
  combinedForecast,
  drawGarchParameters,
  ewmaVariance,
  ewmaVolatility,
  filterGarch,
  fitGarch,
  forecastGarch,
  forecastVolatility,
  garchCovariance,
  garmanKlass,
  logHar,
  realisedVariance,
  realisedVolatility,
  riskMetrics2006,
  selectStrip,
  vixIndex,
  vixStrip,
  yearsOfMinutes,
} from './checked/volatility.js'
