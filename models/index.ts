// The package's entry `plimsoll/models`: numbers in, numbers out; no clock, network or disk.
export { assetSymbolSchema } from './market/assetSymbol.js'
export { BAR_INTERVAL_MS, type BarInterval, type BarSeries, barSeriesSchema } from './market/barSeries.js'
export { type Finding, findingSchema } from './market/finding.js'
export { type ImpliedConfig, impliedConfigSchema } from './market/impliedConfig.js'
export { type ImpliedSeries, impliedSeriesSchema } from './market/impliedSeries.js'
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
export { type QualityConfig, qualityConfigSchema } from './quality/qualityConfig.js'
export type { GarchFit, GarchSpec } from './volatility/garch/fitGarch.js'
export type { VolatilityModelName } from './volatility/registry.js'
export type { OptionQuotes } from './volatility/selectStrip.js'
export type { ExpiryVariance } from './volatility/vixIndex.js'
export type { FittedVolatility, VolatilityData, VolatilityModel } from './volatility/volatilityModel.js'
export type { CorrelationEstimatorName } from './correlation/correlationEstimators.js'
export type { TailEstimatorName } from './tail/tailEstimators.js'
export type { TailModel, TailSample } from './tail/tailModel.js'
export type { CoverageTestName } from './forecastTests/coverageTests.js'
export type { PathModel } from './scenarios/pathModel.js'
export type { QuantileBand } from './uncertainty/quantileBand.js'
export type { LossSummary } from './liquidation/lossSummary.js'
export type { InsuranceFund } from './margin/insuranceFund.js'
export type { OpenInterestScaling } from './margin/openInterestScaling.js'
export { SPAN_SCENARIOS, type SpanScenario } from './margin/spanScanRisk.js'
export type { BacktestInput, BacktestProgress } from './backtest/backtestMarket.js'
export { type BacktestResult, backtestResultSchema } from './backtest/backtestResult.js'
export type { ReplayAsset, ReplayInput } from './backtest/replayInput.js'
export type { ReplayedAsset, ReplayStep } from './backtest/startReplay.js'
export type { HistoricalReplay } from './policy/historicalReplay.js'
export { type GuardrailConfig, guardrailConfigSchema } from './policy/guardrailConfig.js'
export { type ModelConfig, modelConfigSchema } from './policy/modelConfig.js'
export type { RecommendInputs } from './policy/recommend.js'
export {
  type AssetRecommendation,
  type GuardrailCut,
  type Reason,
  type Recommendation,
  recommendationSchema,
  type TargetBand,
} from './policy/recommendation.js'
export {
  REALISED_ESTIMATORS,
  acerbiSzekelyZ1,
  acerbiSzekelyZ2,
  alignReturns,
  alreadyLiquidatable,
  antiProcyclicalityTools,
  assessMarket,
  backtestMarket,
  badDebtUsd,
  bonusesOf,
  bootstrapDistribution,
  changes,
  christoffersenIndependence,
  combineForecasts,
  combinedForecast,
  conditionalCoverage,
  cornishFisher,
  correlatedPaths,
  correlationEstimators,
  countViolations,
  coverageTests,
  dieboldMariano,
  drawGarchParameters,
  drawTailLosses,
  dynamicConditionalCorrelation,
  dynamicQuantile,
  ewmaCorrelation,
  ewmaVariance,
  ewmaVolatility,
  filterDcc,
  filterGarch,
  firstPassage,
  fitGarch,
  fitTCopula,
  forecastGarch,
  forecastVolatility,
  fz0Losses,
  garchCovariance,
  garmanKlass,
  generalisedPareto,
  healthFactor,
  historicalReplay,
  historicalShortfall,
  holm,
  insuranceFund,
  jointScenarios,
  kupiec,
  largestIncrease,
  ledoitWolf,
  ledoitWolfConstantCorrelation,
  liquidatedDebtUsd,
  liquidationBonus,
  liquidationIncentiveFactor,
  liquidationThreshold,
  loanToValue,
  logHar,
  logReturns,
  madeLiquidatable,
  marchenkoPastur,
  modelConfidenceSet,
  nearestCorrelation,
  optimalBlockLength,
  peakToTrough,
  peaksOverThreshold,
  qlikeLosses,
  quantile,
  quantileBand,
  quasiLikelihoodLosses,
  realisedVariance,
  realisedVolatility,
  recommend,
  replayPolicy,
  riskMetrics2006,
  sampleTCopula,
  scaledInitialMarginPpm,
  selectStrip,
  spanScanRisk,
  stationaryBootstrap,
  stepResponse,
  stressedCorrelation,
  summariseLosses,
  tCopulaLogLikelihood,
  tailDependence,
  tailEstimators,
  tailLoss,
  thresholdsOf,
  trafficLight,
  valueAtRiskViolations,
  valuePositions,
  violations,
  vixIndex,
  vixStrip,
  yearsOfMinutes,
  VOLATILITY_MODELS,
} from './checkedModels.js'
