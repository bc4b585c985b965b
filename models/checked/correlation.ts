// What `plimsoll/models` exports of correlation: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyNumber, checked, checkedEach, columns, float64s } from '../../core/checked.js'
import { alignReturns as alignReturnsUnchecked } from '../correlation/alignReturns.js'
import { correlationEstimators as correlationEstimatorsUnchecked } from '../correlation/correlationEstimators.js'
import {
  dynamicConditionalCorrelation as dynamicConditionalCorrelationUnchecked,
  filterDcc as filterDccUnchecked,
} from '../correlation/dynamicConditionalCorrelation.js'
import { ewmaCorrelation as ewmaCorrelationUnchecked } from '../correlation/ewmaCorrelation.js'
import {
  ledoitWolf as ledoitWolfUnchecked,
  ledoitWolfConstantCorrelation as ledoitWolfConstantCorrelationUnchecked,
} from '../correlation/ledoitWolf.js'
import { marchenkoPastur as marchenkoPasturUnchecked } from '../correlation/marchenkoPastur.js'
import {
  nearestCorrelation as nearestCorrelationUnchecked,
  stressedCorrelation as stressedCorrelationUnchecked,
} from '../correlation/nearestCorrelation.js'
import { sampleTCopula as sampleTCopulaUnchecked } from '../correlation/sampleTCopula.js'
import {
  fitTCopula as fitTCopulaUnchecked,
  tCopulaLogLikelihood as tCopulaLogLikelihoodUnchecked,
  tailDependence as tailDependenceUnchecked,
} from '../correlation/tCopula.js'
import { barSeries, shape } from './shapes.js'

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
