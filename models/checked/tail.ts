// What `plimsoll/models` exports of tail: each function looks at its arguments first. What a number may be is said by the function.
import { anyNumber, checked, checkedEach, numbers } from '../../core/checked.js'
import { modelConfigSchema } from '../policy/modelConfig.js'
import { cornishFisher as cornishFisherUnchecked } from '../tail/cornishFisher.js'
import { drawTailLosses as drawTailLossesUnchecked } from '../tail/drawTailLosses.js'
import { generalisedPareto as generalisedParetoUnchecked } from '../tail/generalisedPareto.js'
import { historicalShortfall as historicalShortfallUnchecked } from '../tail/historicalShortfall.js'
import { peaksOverThreshold as peaksOverThresholdUnchecked } from '../tail/peaksOverThreshold.js'
import { tailEstimators as tailEstimatorsUnchecked } from '../tail/tailEstimators.js'
import { tailLoss as tailLossUnchecked } from '../tail/tailLoss.js'
import { shape } from './shapes.js'

export const cornishFisher = checked(cornishFisherUnchecked, { skewness: anyNumber, excessKurtosis: anyNumber })
export const historicalShortfall = checked(historicalShortfallUnchecked, { returns: numbers, p: anyNumber })
export const peaksOverThreshold = checked(peaksOverThresholdUnchecked, { returns: numbers, tailFraction: anyNumber.optional() })
export const drawTailLosses = checked(drawTailLossesUnchecked, { input: shape({ closes: numbers, config: modelConfigSchema }) })
export const generalisedPareto = checked(generalisedParetoUnchecked, { excesses: numbers })
export const tailEstimators = checkedEach(tailEstimatorsUnchecked, {
  sample: shape({ returns: numbers, history: numbers.optional(), probability: anyNumber.optional() }),
  options: shape({ filteredWeight: anyNumber.optional(), tailFraction: anyNumber.optional() }).optional(),
})
export const tailLoss = checked(tailLossUnchecked, { input: shape({ closes: numbers, config: modelConfigSchema }) })
