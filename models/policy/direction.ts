import type { CollateralParameters } from '../market/marketState.js'
import { isLoosening } from './isLoosening.js'
import { PARAMETERS } from './parameter.js'
import type { AssetRecommendation } from './recommendation.js'

/** Name the direction of a change of one asset: `mixed` where one parameter tightens and another loosens. */
export function direction(current: CollateralParameters, proposed: CollateralParameters): AssetRecommendation['direction'] {
  const moved = PARAMETERS.filter((parameter) => current[parameter] !== proposed[parameter])
  const loosened = moved.filter((parameter) => isLoosening(parameter, current[parameter], proposed[parameter]))
  if (moved.length === 0) return 'keep'
  if (loosened.length === 0) return 'tighten'
  return loosened.length === moved.length ? 'loosen' : 'mixed'
}
