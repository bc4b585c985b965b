import { blendedTail } from './blendedTail.js'
import { cornishFisherTail } from './cornishFisherTail.js'
import { filteredHistoricalTail } from './filteredHistoricalTail.js'
import { fitStudentT } from './fitStudentT.js'
import { historicalTail } from './historicalTail.js'
import { mcNeilFrey } from './mcNeilFrey.js'
import { normalTail } from './normalTail.js'
import { peaksOverThreshold } from './peaksOverThreshold.js'
import { scaledTail } from './scaledTail.js'
import { standardisedResiduals } from './standardisedResiduals.js'
import { studentTTail } from './studentTTail.js'
import type { TailEstimator } from './tailModel.js'

/** Every tail estimator by name. A new one is one file and one line here. */
export const tailEstimators = {
  historical: ({ returns, history = returns }) => historicalTail({ returns: history }),
  filteredHistorical: (sample) => filteredHistoricalTail(sample),
  blended: (sample, { filteredWeight } = {}) => blendedTail(sample, filteredWeight),
  normal: (sample) => scaledTail(normalTail(), standardisedResiduals(sample, 1).volatility),
  studentT(sample) {
    const { residuals, volatility } = standardisedResiduals(sample, 10)
    return scaledTail(studentTTail(fitStudentT(residuals)), volatility)
  },
  cornishFisher: (sample) => cornishFisherTail(sample),
  peaksOverThreshold: ({ returns, history = returns }, { tailFraction } = {}) => peaksOverThreshold(history, tailFraction),
  mcNeilFrey: (sample, { tailFraction } = {}) => mcNeilFrey(sample, tailFraction),
} as const satisfies Record<string, TailEstimator>

/** Name of a tail estimator. */
export type TailEstimatorName = keyof typeof tailEstimators
