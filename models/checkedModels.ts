// The functions of the entry `plimsoll/models` as others call them: each looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyFunction, anyNumber, checked, checkedEach, columns, float64s, numbers } from '../core/checked.js'
import { backtestTermsSchema } from './backtest/backtestResult.js'
import { impliedLimitsSchema } from './market/impliedConfig.js'
import { impliedSeriesSchema } from './market/impliedSeries.js'
import { impliedVolatilitySchema } from './market/impliedVolatility.js'
import { marketSnapshotSchema } from './market/marketSnapshot.js'
import { collateralParametersSchema, marketStateSchema, positionSchema } from './market/marketState.js'
import { guardrailConfigSchema } from './policy/guardrailConfig.js'
import { modelConfigSchema } from './policy/modelConfig.js'
import { assetRecommendationSchema } from './policy/recommendation.js'
import { qualityConfigSchema } from './quality/qualityConfig.js'
import { FAMILIES } from './volatility/garch/families.js'
import { INITIALISATIONS, INNOVATIONS } from './volatility/garch/garchSpec.js'
import { VOLATILITY_MODELS as VOLATILITY_MODELSUnchecked } from './volatility/registry.js'
import type { VolatilityModel } from './volatility/volatilityModel.js'
import { assessMarket as assessMarketUnchecked } from './quality/assessMarket.js'
import { logReturns as logReturnsUnchecked } from './returns/logReturns.js'
import { ewmaVariance as ewmaVarianceUnchecked } from './volatility/ewmaVariance.js'
import { ewmaVolatility as ewmaVolatilityUnchecked } from './volatility/ewmaVolatility.js'
import { combinedForecast as combinedForecastUnchecked } from './volatility/combinedForecast.js'
import { combineForecasts as combineForecastsUnchecked } from './volatility/combineForecasts.js'
import { forecastVolatility as forecastVolatilityUnchecked } from './volatility/forecastVolatility.js'
import { garmanKlass as garmanKlassUnchecked } from './volatility/garmanKlass.js'
import { drawGarchParameters as drawGarchParametersUnchecked } from './volatility/garch/drawGarchParameters.js'
import { filterGarch as filterGarchUnchecked } from './volatility/garch/filterGarch.js'
import { forecastGarch as forecastGarchUnchecked } from './volatility/garch/filterGarch.js'
import { fitGarch as fitGarchUnchecked } from './volatility/garch/fitGarch.js'
import { garchCovariance as garchCovarianceUnchecked } from './volatility/garch/garchCovariance.js'
import { logHar as logHarUnchecked } from './volatility/logHar.js'
import { realisedVariance as realisedVarianceUnchecked } from './volatility/realisedVariance.js'
import { realisedVolatility as realisedVolatilityUnchecked } from './volatility/realisedVolatility.js'
import { REALISED_ESTIMATORS as REALISED_ESTIMATORSUnchecked } from './volatility/realisedEstimators.js'
import { riskMetrics2006 as riskMetrics2006Unchecked } from './volatility/riskMetrics2006.js'
import { selectStrip as selectStripUnchecked } from './volatility/selectStrip.js'
import { vixIndex as vixIndexUnchecked } from './volatility/vixIndex.js'
import { yearsOfMinutes as yearsOfMinutesUnchecked } from './volatility/vixIndex.js'
import { vixStrip as vixStripUnchecked } from './volatility/vixStrip.js'
import { alignReturns as alignReturnsUnchecked } from './correlation/alignReturns.js'
import { dynamicConditionalCorrelation as dynamicConditionalCorrelationUnchecked } from './correlation/dynamicConditionalCorrelation.js'
import { filterDcc as filterDccUnchecked } from './correlation/dynamicConditionalCorrelation.js'
import { ewmaCorrelation as ewmaCorrelationUnchecked } from './correlation/ewmaCorrelation.js'
import { correlationEstimators as correlationEstimatorsUnchecked } from './correlation/correlationEstimators.js'
import { ledoitWolf as ledoitWolfUnchecked } from './correlation/ledoitWolf.js'
import { ledoitWolfConstantCorrelation as ledoitWolfConstantCorrelationUnchecked } from './correlation/ledoitWolfConstantCorrelation.js'
import { marchenkoPastur as marchenkoPasturUnchecked } from './correlation/marchenkoPastur.js'
import { nearestCorrelation as nearestCorrelationUnchecked } from './correlation/nearestCorrelation.js'
import { sampleTCopula as sampleTCopulaUnchecked } from './correlation/sampleTCopula.js'
import { stressedCorrelation as stressedCorrelationUnchecked } from './correlation/stressedCorrelation.js'
import { fitTCopula as fitTCopulaUnchecked } from './correlation/tCopula.js'
import { tCopulaLogLikelihood as tCopulaLogLikelihoodUnchecked } from './correlation/tCopula.js'
import { tailDependence as tailDependenceUnchecked } from './correlation/tailDependence.js'
import { cornishFisher as cornishFisherUnchecked } from './tail/cornishFisher.js'
import { historicalShortfall as historicalShortfallUnchecked } from './tail/historicalShortfall.js'
import { peaksOverThreshold as peaksOverThresholdUnchecked } from './tail/peaksOverThreshold.js'
import { quantile as quantileUnchecked } from './tail/quantile.js'
import { drawTailLosses as drawTailLossesUnchecked } from './tail/drawTailLosses.js'
import { generalisedPareto as generalisedParetoUnchecked } from './tail/generalisedPareto.js'
import { tailEstimators as tailEstimatorsUnchecked } from './tail/tailEstimators.js'
import { tailLoss as tailLossUnchecked } from './tail/tailLoss.js'
import { acerbiSzekelyZ1 as acerbiSzekelyZ1Unchecked } from './forecastTests/acerbiSzekelyZ1.js'
import { acerbiSzekelyZ2 as acerbiSzekelyZ2Unchecked } from './forecastTests/acerbiSzekelyZ2.js'
import { christoffersenIndependence as christoffersenIndependenceUnchecked } from './forecastTests/christoffersenIndependence.js'
import { conditionalCoverage as conditionalCoverageUnchecked } from './forecastTests/conditionalCoverage.js'
import { countViolations as countViolationsUnchecked } from './forecastTests/countViolations.js'
import { coverageTests as coverageTestsUnchecked } from './forecastTests/coverageTests.js'
import { dieboldMariano as dieboldMarianoUnchecked } from './forecastTests/dieboldMariano.js'
import { dynamicQuantile as dynamicQuantileUnchecked } from './forecastTests/dynamicQuantile.js'
import { fz0Losses as fz0LossesUnchecked } from './forecastTests/fz0Losses.js'
import { holm as holmUnchecked } from './forecastTests/holm.js'
import { kupiec as kupiecUnchecked } from './forecastTests/kupiec.js'
import { modelConfidenceSet as modelConfidenceSetUnchecked } from './forecastTests/modelConfidenceSet.js'
import { qlikeLosses as qlikeLossesUnchecked } from './forecastTests/qlikeLosses.js'
import { quasiLikelihoodLosses as quasiLikelihoodLossesUnchecked } from './forecastTests/quasiLikelihoodLosses.js'
import { trafficLight as trafficLightUnchecked } from './forecastTests/trafficLight.js'
import { valueAtRiskViolations as valueAtRiskViolationsUnchecked } from './forecastTests/valueAtRiskViolations.js'
import { antiProcyclicalityTools as antiProcyclicalityToolsUnchecked } from './procyclicality/antiProcyclicalityTools.js'
import { largestIncrease as largestIncreaseUnchecked } from './procyclicality/largestIncrease.js'
import { peakToTrough as peakToTroughUnchecked } from './procyclicality/peakToTrough.js'
import { stepResponse as stepResponseUnchecked } from './procyclicality/stepResponse.js'
import { correlatedPaths as correlatedPathsUnchecked } from './scenarios/correlatedPaths.js'
import { jointScenarios as jointScenariosUnchecked } from './scenarios/jointScenarios.js'
import { stationaryBootstrap as stationaryBootstrapUnchecked } from './uncertainty/stationaryBootstrap.js'
import { bootstrapDistribution as bootstrapDistributionUnchecked } from './uncertainty/bootstrapDistribution.js'
import { optimalBlockLength as optimalBlockLengthUnchecked } from './uncertainty/optimalBlockLength.js'
import { quantileBand as quantileBandUnchecked } from './uncertainty/quantileBand.js'
import { alreadyLiquidatable as alreadyLiquidatableUnchecked } from './liquidation/alreadyLiquidatable.js'
import { badDebtUsd as badDebtUsdUnchecked } from './liquidation/badDebtUsd.js'
import { bonusesOf as bonusesOfUnchecked } from './liquidation/bonuses.js'
import { firstPassage as firstPassageUnchecked } from './liquidation/firstPassage.js'
import { healthFactor as healthFactorUnchecked } from './liquidation/healthFactor.js'
import { summariseLosses as summariseLossesUnchecked } from './liquidation/lossSummary.js'
import { liquidatedDebtUsd as liquidatedDebtUsdUnchecked } from './liquidation/liquidatedDebtUsd.js'
import { madeLiquidatable as madeLiquidatableUnchecked } from './liquidation/madeLiquidatable.js'
import { thresholdsOf as thresholdsOfUnchecked } from './liquidation/thresholds.js'
import { valuePositions as valuePositionsUnchecked } from './liquidation/valuePositions.js'
import { insuranceFund as insuranceFundUnchecked } from './margin/insuranceFund.js'
import { liquidationIncentiveFactor as liquidationIncentiveFactorUnchecked } from './margin/liquidationIncentiveFactor.js'
import { scaledInitialMarginPpm as scaledInitialMarginPpmUnchecked } from './margin/openInterestScaling.js'
import { spanScanRisk as spanScanRiskUnchecked } from './margin/spanScanRisk.js'
import { backtestMarket as backtestMarketUnchecked } from './backtest/backtestMarket.js'
import { replayPolicy as replayPolicyUnchecked } from './backtest/replayPolicy.js'
import { changes as changesUnchecked } from './policy/changes.js'
import { historicalReplay as historicalReplayUnchecked } from './policy/historicalReplay.js'
import { violations as violationsUnchecked } from './policy/guardrails/violations.js'
import { liquidationBonus as liquidationBonusUnchecked } from './policy/liquidationBonus.js'
import { liquidationThreshold as liquidationThresholdUnchecked } from './policy/liquidationThreshold.js'
import { loanToValue as loanToValueUnchecked } from './policy/loanToValue.js'
import { recommend as recommendUnchecked } from './policy/recommend.js'

const shape = z.looseObject
const text = z.string()
const nameOf = (registry: object) => z.enum(Object.keys(registry) as [string, ...string[]])
const volatilityModel = nameOf(VOLATILITY_MODELSUnchecked)
// A bad price is the functions' own to name.
const barSeries = shape({
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
const priceColumns = shape({ open: numbers, high: numbers, low: numbers, close: numbers })
const garchSpec = shape({
  family: nameOf(FAMILIES),
  innovations: z.enum(INNOVATIONS),
  initialisation: z.enum(INITIALISATIONS),
})
const garchParameters = shape({
  mu: anyNumber,
  omega: anyNumber,
  alpha: anyNumber,
  gamma: anyNumber,
  beta: anyNumber,
  nu: anyNumber.optional(),
})
const garchFit = shape({ spec: garchSpec, parameters: garchParameters })
const volatilityData = shape({ returns: float64s, variances: float64s.optional(), impliedVariances: float64s.optional() })
const fitOptions = shape({
  previous: shape({ parameters: z.record(text, anyNumber) }).optional(),
  steps: anyNumber.optional(),
}).optional()
const expiry = shape({ variance: anyNumber, minutes: anyNumber })
const shortfallSample = shape({
  returns: numbers,
  valueAtRisk: numbers,
  expectedShortfall: numbers,
  violationProbability: anyNumber,
})
const coverageSample = shape({ violations: numbers, valueAtRisk: numbers, violationProbability: anyNumber })
const pathModel = shape({
  dailyVolatilities: numbers,
  dailyDrifts: numbers.optional(),
  correlation: columns,
  increments: z.discriminatedUnion('kind', [
    shape({ kind: z.literal('normal') }),
    shape({ kind: z.literal('studentT'), degreesOfFreedom: anyNumber }),
  ]),
  horizonHours: anyNumber,
  steps: anyNumber,
  seed: anyNumber,
})
const bpsByAsset = z.map(text, anyNumber)
const proposed = z.map(text, shape({ ltBps: anyNumber }))
const lossTerms = shape({ thresholds: bpsByAsset, bonuses: bpsByAsset, slippage: anyNumber })
const shocks = z.array(shape({ asset: text, logReturns: numbers }))
const valued = shape({ asset: text, value: z.bigint() })
const book = shape({
  decimals: anyNumber,
  positions: z.array(
    shape({
      account: text,
      collateral: z.array(valued.extend({ eModeLtBps: anyNumber.nullable(), eModeLbBps: anyNumber.nullable() })),
      debt: z.array(valued),
      totalDebt: z.bigint(),
    }),
  ),
})
const recommendAsset = shape({ asset: text, isAdjustable: z.boolean(), feedDeviationBps: anyNumber })
const guardedAsset = shape({
  asset: text,
  isAdjustable: z.boolean(),
  isSingleSource: z.boolean(),
  looseningGate: shape({ isOpen: z.boolean(), because: text }),
})
const tailLossShape = shape({
  logLoss: anyNumber,
  filteredLogLoss: anyNumber,
  longRunLogLoss: anyNumber,
  observations: anyNumber,
})
const forecasts = z.map(
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
const assetInput = shape({
  asset: text,
  series: z.array(barSeries),
  failures: z.array(shape({ source: text, message: text })),
  implied: z
    .array(
      z.union([
        shape({ source: text, limits: impliedLimitsSchema, series: impliedSeriesSchema }),
        shape({ source: text, limits: impliedLimitsSchema, failure: text }),
      ]),
    )
    .optional(),
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
})

export const assessMarket = checked(assessMarketUnchecked, {
  input: shape({ market: text, asOf: text, assets: z.array(assetInput), config: qualityConfigSchema }),
})
export const logReturns = checked(logReturnsUnchecked, { prices: numbers })
export const ewmaVariance = checked(ewmaVarianceUnchecked, {
  input: shape({ returns: numbers, lambda: anyNumber, initialVariance: anyNumber }),
})
export const ewmaVolatility = checked(ewmaVolatilityUnchecked, { returns: float64s, lambda: anyNumber })
export const combinedForecast = checked(combinedForecastUnchecked, {
  input: shape({
    returns: float64s,
    ranges: float64s,
    implied: float64s.optional(),
    models: z.array(volatilityModel),
    weights: modelConfigSchema.unwrap().shape.volatilityWeights,
    windowDays: anyNumber,
    weightDays: anyNumber,
    draws: anyNumber,
    seed: anyNumber,
  }),
})
export const combineForecasts = checked(combineForecastsUnchecked, {
  input: shape({ variances: numbers, weights: numbers.optional() }),
})
export const forecastVolatility = checked(forecastVolatilityUnchecked, {
  input: shape({ daily: barSeries, implied: impliedVolatilitySchema.optional(), config: modelConfigSchema }),
})
export const garmanKlass = checked(garmanKlassUnchecked, { bars: priceColumns })
export const drawGarchParameters = checked(drawGarchParametersUnchecked, {
  input: shape({ returns: float64s, fit: garchFit, count: anyNumber, seed: anyNumber }),
})
export const filterGarch = checked(filterGarchUnchecked, { input: shape({ returns: float64s, fit: garchFit }) })
export const forecastGarch = checked(forecastGarchUnchecked, {
  input: shape({ returns: float64s, fit: garchFit, steps: anyNumber }),
})
export const fitGarch = checked(fitGarchUnchecked, {
  input: shape({ returns: float64s, spec: garchSpec, start: garchParameters.optional() }),
})
export const garchCovariance = checked(garchCovarianceUnchecked, {
  input: shape({ returns: float64s, fit: garchFit, kind: z.enum(['hessian', 'opg', 'qml']) }),
})
export const logHar = checked(logHarUnchecked, {
  days: shape({ variances: float64s, returns: float64s, impliedVariances: float64s.optional() }),
})
export const realisedVariance = checked(realisedVarianceUnchecked, {
  input: shape({ bars: priceColumns, window: anyNumber, estimator: nameOf(REALISED_ESTIMATORSUnchecked) }),
})
export const realisedVolatility = checked(realisedVolatilityUnchecked, { returns: float64s, window: anyNumber })
export const REALISED_ESTIMATORS = checkedEach(REALISED_ESTIMATORSUnchecked, { bars: priceColumns })
export const riskMetrics2006 = checked(riskMetrics2006Unchecked, {
  input: shape({
    returns: numbers,
    components: z.array(shape({ days: anyNumber, decay: anyNumber, weight: anyNumber })).optional(),
    initialVariances: numbers,
  }),
})
export const selectStrip = checked(selectStripUnchecked, {
  input: shape({
    quotes: z.array(shape({ strike: anyNumber, callBid: anyNumber, callAsk: anyNumber, putBid: anyNumber, putAsk: anyNumber })),
    years: anyNumber,
    riskFreeRate: anyNumber,
  }),
})
export const vixIndex = checked(vixIndexUnchecked, {
  input: shape({ near: expiry, next: expiry, horizonMinutes: anyNumber.optional() }),
})
export const yearsOfMinutes = checked(yearsOfMinutesUnchecked, { minutes: anyNumber })
export const vixStrip = checked(vixStripUnchecked, {
  strip: shape({
    strikes: numbers,
    mids: numbers,
    forward: anyNumber,
    atTheMoney: anyNumber,
    years: anyNumber,
    riskFreeRate: anyNumber,
  }),
})
export const alignReturns = checked(alignReturnsUnchecked, { series: z.array(barSeries) })
export const dynamicConditionalCorrelation = checked(dynamicConditionalCorrelationUnchecked, { residuals: columns })
export const filterDcc = checked(filterDccUnchecked, { input: shape({ residuals: columns, alpha: anyNumber, beta: anyNumber }) })
export const ewmaCorrelation = checked(ewmaCorrelationUnchecked, { returns: columns, lambda: anyNumber })
export const correlationEstimators = checkedEach(correlationEstimatorsUnchecked, {
  columns,
  options: shape({ lambda: anyNumber.optional() }).optional(),
})
export const ledoitWolf = checked(ledoitWolfUnchecked, { columns })
export const ledoitWolfConstantCorrelation = checked(ledoitWolfConstantCorrelationUnchecked, { columns })
export const marchenkoPastur = checked(marchenkoPasturUnchecked, { matrix: columns, observations: anyNumber })
export const nearestCorrelation = checked(nearestCorrelationUnchecked, { matrix: columns, tolerance: anyNumber.optional() })
export const sampleTCopula = checked(sampleTCopulaUnchecked, {
  input: shape({ correlation: columns, degreesOfFreedom: anyNumber, count: anyNumber, seed: anyNumber }),
})
export const stressedCorrelation = checked(stressedCorrelationUnchecked, { matrix: columns, kappa: anyNumber })
export const fitTCopula = checked(fitTCopulaUnchecked, { columns })
export const tCopulaLogLikelihood = checked(tCopulaLogLikelihoodUnchecked, {
  input: shape({ ranks: z.array(float64s), correlation: z.array(float64s), degreesOfFreedom: anyNumber }),
})
export const tailDependence = checked(tailDependenceUnchecked, { degreesOfFreedom: anyNumber, correlation: anyNumber })
export const cornishFisher = checked(cornishFisherUnchecked, { skewness: anyNumber, excessKurtosis: anyNumber })
export const historicalShortfall = checked(historicalShortfallUnchecked, { returns: numbers, p: anyNumber })
export const peaksOverThreshold = checked(peaksOverThresholdUnchecked, { returns: numbers, tailFraction: anyNumber.optional() })
export const quantile = checked(quantileUnchecked, { values: numbers, p: anyNumber })
export const drawTailLosses = checked(drawTailLossesUnchecked, { input: shape({ closes: numbers, config: modelConfigSchema }) })
export const generalisedPareto = checked(generalisedParetoUnchecked, { excesses: numbers })
export const tailEstimators = checkedEach(tailEstimatorsUnchecked, {
  sample: shape({ returns: numbers, history: numbers.optional(), probability: anyNumber.optional() }),
  options: shape({ filteredWeight: anyNumber.optional(), tailFraction: anyNumber.optional() }).optional(),
})
export const tailLoss = checked(tailLossUnchecked, { input: shape({ closes: numbers, config: modelConfigSchema }) })
export const acerbiSzekelyZ1 = checked(acerbiSzekelyZ1Unchecked, { sample: shortfallSample })
export const acerbiSzekelyZ2 = checked(acerbiSzekelyZ2Unchecked, { sample: shortfallSample })
export const christoffersenIndependence = checked(christoffersenIndependenceUnchecked, {
  counts: shape({ n00: anyNumber, n01: anyNumber, n10: anyNumber, n11: anyNumber }),
})
export const conditionalCoverage = checked(conditionalCoverageUnchecked, {
  input: shape({ violations: numbers, violationProbability: anyNumber }),
})
export const countViolations = checked(countViolationsUnchecked, { violations: numbers, required: anyNumber.optional() })
export const coverageTests = checkedEach(coverageTestsUnchecked, { sample: coverageSample })
export const dieboldMariano = checked(dieboldMarianoUnchecked, {
  input: shape({ lossesA: numbers, lossesB: numbers, lags: anyNumber.optional(), isSmallSample: z.boolean().optional() }),
})
export const dynamicQuantile = checked(dynamicQuantileUnchecked, { sample: coverageSample, lags: anyNumber.optional() })
export const fz0Losses = checked(fz0LossesUnchecked, { sample: shortfallSample })
export const holm = checked(holmUnchecked, { pValues: numbers })
export const kupiec = checked(kupiecUnchecked, {
  input: shape({ observations: anyNumber, violations: anyNumber, violationProbability: anyNumber }),
})
export const modelConfidenceSet = checked(modelConfidenceSetUnchecked, {
  inputs: shape({
    losses: columns,
    size: anyNumber,
    statistic: z.enum(['range', 'max']).optional(),
    replications: anyNumber.optional(),
    meanBlock: anyNumber.optional(),
    seed: anyNumber,
    drawResample: anyFunction.optional(),
  }),
})
export const qlikeLosses = checked(qlikeLossesUnchecked, { input: shape({ proxies: numbers, forecasts: numbers }) })
export const quasiLikelihoodLosses = checked(quasiLikelihoodLossesUnchecked, {
  input: shape({ returns: numbers, forecasts: numbers }),
})
export const trafficLight = checked(trafficLightUnchecked, {
  input: shape({ observations: anyNumber, exceptions: anyNumber, violationProbability: anyNumber.optional() }),
})
export const valueAtRiskViolations = checked(valueAtRiskViolationsUnchecked, { returns: numbers, valueAtRisk: numbers })
export const antiProcyclicalityTools = checkedEach(antiProcyclicalityToolsUnchecked, {
  history: shape({ margins: numbers, stressedMargin: anyNumber, floors: numbers }),
})
export const largestIncrease = checked(largestIncreaseUnchecked, { margins: numbers, periods: anyNumber })
export const peakToTrough = checked(peakToTroughUnchecked, { margins: numbers })
export const stepResponse = checked(stepResponseUnchecked, {
  input: shape({ margin: anyFunction, pattern: numbers, before: anyNumber, after: anyNumber, jump: anyNumber }),
})
export const correlatedPaths = checked(correlatedPathsUnchecked, { model: pathModel, count: anyNumber })
export const jointScenarios = checked(jointScenariosUnchecked, {
  inputs: shape({
    dailyVolatilities: numbers,
    correlation: columns,
    degreesOfFreedom: anyNumber,
    horizonHours: anyNumber,
    count: anyNumber,
    seed: anyNumber,
  }),
})
export const stationaryBootstrap = checked(stationaryBootstrapUnchecked, {
  options: shape({ length: anyNumber, meanBlock: anyNumber, seed: anyNumber }),
})
export const bootstrapDistribution = checked(bootstrapDistributionUnchecked, {
  input: shape({ values: numbers, statistic: anyFunction, replications: anyNumber, meanBlock: anyNumber, seed: anyNumber }),
})
export const optimalBlockLength = checked(optimalBlockLengthUnchecked, { values: numbers })
export const quantileBand = checked(quantileBandUnchecked, { draws: numbers })
export const alreadyLiquidatable = checked(alreadyLiquidatableUnchecked, { state: marketStateSchema })
export const badDebtUsd = checked(badDebtUsdUnchecked, { input: lossTerms.extend({ book, shocks, count: anyNumber }) })
export const bonusesOf = checked(bonusesOfUnchecked, {
  state: marketStateSchema,
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
  input: shape({ state: marketStateSchema, position: positionSchema, proposed: proposed.optional() }),
})
export const summariseLosses = checked(summariseLossesUnchecked, { losses: float64s, probability: anyNumber })
export const liquidatedDebtUsd = checked(liquidatedDebtUsdUnchecked, {
  input: shape({ book, thresholds: bpsByAsset, shocks, count: anyNumber }),
})
export const madeLiquidatable = checked(madeLiquidatableUnchecked, { input: shape({ state: marketStateSchema, proposed }) })
export const thresholdsOf = checked(thresholdsOfUnchecked, { state: marketStateSchema, proposed: proposed.optional() })
export const valuePositions = checked(valuePositionsUnchecked, { state: marketStateSchema })
export const insuranceFund = checked(insuranceFundUnchecked, {
  input: shape({
    badDebtUsd: float64s,
    accounts: z.array(shape({ account: text, debtUsd: anyNumber, stressedLossUsd: anyNumber })),
    worstReplayUsd: anyNumber,
    probability: anyNumber,
    factor: anyNumber,
  }),
})
export const liquidationIncentiveFactor = checked(liquidationIncentiveFactorUnchecked, { liquidationLtv: anyNumber })
export const scaledInitialMarginPpm = checked(scaledInitialMarginPpmUnchecked, {
  openNotional: z.bigint(),
  scaling: shape({ baseInitialMarginPpm: anyNumber, lowerCap: z.bigint(), upperCap: z.bigint() }),
})
export const spanScanRisk = checked(spanScanRiskUnchecked, {
  input: shape({ lossOf: anyFunction, priceScanRange: anyNumber, volatilityScanRange: anyNumber }),
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
    state: marketStateSchema,
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
    state: marketStateSchema,
    models: modelConfigSchema,
    guardrails: guardrailConfigSchema,
    assets: z.array(recommendAsset),
    forecasts: forecasts.optional(),
  }),
})

export const VOLATILITY_MODELS = Object.fromEntries(
  Object.entries(VOLATILITY_MODELSUnchecked).map(([name, model]: [string, VolatilityModel]) => [
    name,
    { ...model, fit: checked(model.fit, { data: volatilityData, options: fitOptions }) },
  ]),
) as typeof VOLATILITY_MODELSUnchecked
