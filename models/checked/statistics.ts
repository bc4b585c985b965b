// What `plimsoll/models` exports of statistics: each function looks at its arguments first. What a number may be is said by the function.
import { anyFunction, anyNumber, checked, numbers } from '../../core/checked.js'
import {
  bootstrapDistribution as bootstrapDistributionUnchecked,
  quantileBand as quantileBandUnchecked,
  stationaryBootstrap as stationaryBootstrapUnchecked,
} from '../statistics/bootstrap.js'
import { optimalBlockLength as optimalBlockLengthUnchecked } from '../statistics/optimalBlockLength.js'
import { quantile as quantileUnchecked } from '../statistics/quantile.js'
import { shape } from './shapes.js'

export const quantile = checked(quantileUnchecked, { values: numbers, p: anyNumber })
export const stationaryBootstrap = checked(stationaryBootstrapUnchecked, {
  options: shape({ length: anyNumber, meanBlock: anyNumber, seed: anyNumber }),
})
export const bootstrapDistribution = checked(bootstrapDistributionUnchecked, {
  input: shape({ values: numbers, statistic: anyFunction, replications: anyNumber, meanBlock: anyNumber, seed: anyNumber }),
})
export const optimalBlockLength = checked(optimalBlockLengthUnchecked, { values: numbers })
export const quantileBand = checked(quantileBandUnchecked, { draws: numbers })
