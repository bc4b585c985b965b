// What `plimsoll/models` exports of forecastTests: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyFunction, anyNumber, checked, checkedEach, columns, numbers } from '../../core/checked.js'
import {
  acerbiSzekelyZ1 as acerbiSzekelyZ1Unchecked,
  acerbiSzekelyZ2 as acerbiSzekelyZ2Unchecked,
} from '../forecastTests/acerbiSzekely.js'
import {
  christoffersenIndependence as christoffersenIndependenceUnchecked,
  conditionalCoverage as conditionalCoverageUnchecked,
} from '../forecastTests/christoffersenIndependence.js'
import {
  countViolations as countViolationsUnchecked,
  valueAtRiskViolations as valueAtRiskViolationsUnchecked,
} from '../forecastTests/coverageSample.js'
import { coverageTests as coverageTestsUnchecked, holm as holmUnchecked } from '../forecastTests/coverageTests.js'
import { dieboldMariano as dieboldMarianoUnchecked } from '../forecastTests/dieboldMariano.js'
import { dynamicQuantile as dynamicQuantileUnchecked } from '../forecastTests/dynamicQuantile.js'
import { kupiec as kupiecUnchecked } from '../forecastTests/kupiec.js'
import {
  fz0Losses as fz0LossesUnchecked,
  qlikeLosses as qlikeLossesUnchecked,
  quasiLikelihoodLosses as quasiLikelihoodLossesUnchecked,
} from '../forecastTests/losses.js'
import { modelConfidenceSet as modelConfidenceSetUnchecked } from '../forecastTests/modelConfidenceSet.js'
import { trafficLight as trafficLightUnchecked } from '../forecastTests/trafficLight.js'
import { shape } from './shapes.js'

const shortfallSample = shape({
  returns: numbers,
  valueAtRisk: numbers,
  expectedShortfall: numbers,
  violationProbability: anyNumber,
})
const coverageSample = shape({ violations: numbers, valueAtRisk: numbers, violationProbability: anyNumber })
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
