// What `plimsoll/models` exports of volatility: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyNumber, checked, checkedEach, float64s, numbers } from '../../core/checked.js'
import { impliedVolatilitySchema } from '../data/impliedSeries.js'
import { modelConfigSchema } from '../policy/modelConfig.js'
import { combineForecasts as combineForecastsUnchecked } from '../volatility/combineForecasts.js'
import { combinedForecast as combinedForecastUnchecked } from '../volatility/combinedForecast.js'
import { ewmaVariance as ewmaVarianceUnchecked, ewmaVolatility as ewmaVolatilityUnchecked } from '../volatility/ewma.js'
import { logHar as logHarUnchecked } from '../volatility/fitLogHar.js'
import { forecastVolatility as forecastVolatilityUnchecked } from '../volatility/forecastVolatility.js'
import { drawGarchParameters as drawGarchParametersUnchecked } from '../volatility/garch/drawGarchParameters.js'
import { FAMILIES } from '../volatility/garch/families.js'
import { filterGarch as filterGarchUnchecked, forecastGarch as forecastGarchUnchecked } from '../volatility/garch/filterGarch.js'
import { fitGarch as fitGarchUnchecked } from '../volatility/garch/fitGarch.js'
import { garchCovariance as garchCovarianceUnchecked } from '../volatility/garch/garchCovariance.js'
import { INITIALISATIONS, INNOVATIONS } from '../volatility/garch/garchSpec.js'
import {
  REALISED_ESTIMATORS as REALISED_ESTIMATORSUnchecked,
  garmanKlass as garmanKlassUnchecked,
  realisedVolatility as realisedVolatilityUnchecked,
} from '../volatility/realisedEstimators.js'
import { realisedVariance as realisedVarianceUnchecked } from '../volatility/realisedVariance.js'
import { VOLATILITY_MODELS as VOLATILITY_MODELSUnchecked } from '../volatility/registry.js'
import { riskMetrics2006 as riskMetrics2006Unchecked } from '../volatility/riskMetrics2006.js'
import { vixIndex as vixIndexUnchecked, yearsOfMinutes as yearsOfMinutesUnchecked } from '../volatility/vixIndex.js'
import { selectStrip as selectStripUnchecked, vixStrip as vixStripUnchecked } from '../volatility/vixStrip.js'
import type { VolatilityModel } from '../volatility/volatilityModel.js'
import { barSeries, shape, text } from './shapes.js'

const nameOf = (registry: object) => z.enum(Object.keys(registry) as [string, ...string[]])
const volatilityModel = nameOf(VOLATILITY_MODELSUnchecked)
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
export const VOLATILITY_MODELS = Object.fromEntries(
  Object.entries(VOLATILITY_MODELSUnchecked).map(([name, model]: [string, VolatilityModel]) => [
    name,
    { ...model, fit: checked(model.fit, { data: volatilityData, options: fitOptions }) },
  ]),
) as typeof VOLATILITY_MODELSUnchecked
