import { noLoosening } from './directionLimits.js'
import type { LimitRule } from './limit.js'

/** Let an asset be loosened only while the market is calm: fast forecast not above the slow one, last bar without finding, every recent bar with a range. */
export const loosenGate: LimitRule = ({ reserve, asset }, parameter) =>
  asset === undefined || asset.looseningGate.isOpen
    ? []
    : [
        noLoosening(parameter, reserve.parameters[parameter], {
          guardrail: 'loosenGate',
          because: `loosening is shut: ${asset.looseningGate.because}`,
        }),
      ]
