import { changes } from './changes.js'
import type { Recommendation } from './recommendation.js'

/** Tell whether a recommendation moves anything: only then is there something to propose. */
export function hasChanges(recommendation: Pick<Recommendation, 'assets'>): boolean {
  return changes(recommendation).length > 0
}
