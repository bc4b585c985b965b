// What `plimsoll/models` exports of margin: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyFunction, anyNumber, checked, checkedEach, numbers } from '../../core/checked.js'
import { liquidationIncentiveFactor as liquidationIncentiveFactorUnchecked } from '../margin/liquidationIncentiveFactor.js'
import { scaledInitialMarginPpm as scaledInitialMarginPpmUnchecked } from '../margin/openInterestScaling.js'
import { spanScanRisk as spanScanRiskUnchecked } from '../margin/spanScanRisk.js'
import { antiProcyclicalityTools as antiProcyclicalityToolsUnchecked } from '../procyclicality/antiProcyclicalityTools.js'
import {
  largestIncrease as largestIncreaseUnchecked,
  peakToTrough as peakToTroughUnchecked,
  stepResponse as stepResponseUnchecked,
} from '../procyclicality/measures.js'
import { shape } from './shapes.js'

export const antiProcyclicalityTools = checkedEach(antiProcyclicalityToolsUnchecked, {
  history: shape({ margins: numbers, stressedMargin: anyNumber, floors: numbers }),
})
export const largestIncrease = checked(largestIncreaseUnchecked, { margins: numbers, periods: anyNumber })
export const peakToTrough = checked(peakToTroughUnchecked, { margins: numbers })
export const stepResponse = checked(stepResponseUnchecked, {
  input: shape({ margin: anyFunction, pattern: numbers, before: anyNumber, after: anyNumber, jump: anyNumber }),
})
export const liquidationIncentiveFactor = checked(liquidationIncentiveFactorUnchecked, { liquidationLtv: anyNumber })
export const scaledInitialMarginPpm = checked(scaledInitialMarginPpmUnchecked, {
  openNotional: z.bigint(),
  scaling: shape({ baseInitialMarginPpm: anyNumber, lowerCap: z.bigint(), upperCap: z.bigint() }),
})
export const spanScanRisk = checked(spanScanRiskUnchecked, {
  input: shape({ lossOf: anyFunction, priceScanRange: anyNumber, volatilityScanRange: anyNumber }),
})
