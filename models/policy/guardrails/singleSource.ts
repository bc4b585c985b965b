import { noLoosening } from './directionLimits.js'
import type { LimitRule } from './limit.js'

/** Let an asset with one source be tightened, never loosened: nothing confirms its prices. */
export const singleSource: LimitRule = ({ reserve, asset }, parameter) =>
  asset?.isSingleSource
    ? [
        noLoosening(parameter, reserve.parameters[parameter], {
          guardrail: 'singleSource',
          because: `only one source carries ${reserve.asset}, so it is never loosened`,
        }),
      ]
    : []
