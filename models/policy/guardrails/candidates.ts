import type { CollateralParameters } from '../../market/marketState.js'
import type { AssetPlan } from './assetPlan.js'
import { completeAt } from './completeAt.js'

/** Triples that one asset may be given, by how far its threshold is cut. */
export interface Candidates {
  /**
   * At index k the triple with the largest possible cut of the threshold of at most k bps; at least one. Where the threshold rises there
   * is only the longest step, for it endangers nobody.
   */
  readonly triples: readonly CollateralParameters[]
  /** What kept the longest step short of the plan's threshold, or null. */
  readonly shortOf: 'chainProductLimit' | 'ltvBuffer' | null
}

/** List an asset's possible triples by whole basis points of its threshold; moves below the minimum are none. */
export function candidates(plan: AssetPlan): Candidates {
  const { current, ltBps, minimumMoveBps } = plan
  const atWish = completeAt(plan, ltBps)
  const shortOf = atWish.isPossible ? null : atWish.guardrail
  const unmoved = completeAt(plan, current.ltBps)
  const stay = unmoved.isPossible ? unmoved.parameters : current
  if (ltBps > current.ltBps) {
    for (let lt = ltBps; lt >= current.ltBps + minimumMoveBps; lt--) {
      const completion = completeAt(plan, lt)
      if (completion.isPossible) return { triples: [completion.parameters], shortOf }
    }
    return { triples: [stay], shortOf }
  }
  const triples = [stay]
  for (let lt = current.ltBps - 1; lt >= ltBps; lt--) {
    const completion = current.ltBps - lt < minimumMoveBps ? null : completeAt(plan, lt)
    triples.push(completion?.isPossible ? completion.parameters : (triples.at(-1) as CollateralParameters))
  }
  return { triples, shortOf }
}
