import { durationMs } from '../../../../core/duration.js'
import type { Book } from '../../../book/book.js'
import type { GuardrailConfig } from '../guardrailConfig.js'
import { type CollateralAsset, type CollateralParameters, collateralAssetsOf } from '../parameter.js'
import type { AssetRecommendation, GuardrailCut } from '../recommendation.js'
import type { GuardedAsset } from './limit.js'
import { recomputeMadeLiquidatableUsd } from './recomputeMadeLiquidatableUsd.js'

/** A rule that a recommendation breaks. */
export interface Violation {
  /** The guardrail; `inconsistent` where the recommendation is not about this state, `noTarget` where it moves what the models left out. */
  readonly guardrail: GuardrailCut['guardrail'] | 'inconsistent' | 'noTarget'
  /** Null where the rule is about the whole change. */
  readonly asset: string | null
  readonly text: string
}

/** What is checked of each asset of a recommendation. */
export type CheckedAsset = Pick<AssetRecommendation, 'asset' | 'current' | 'target' | 'band' | 'proposed'>

/**
 * Check a recommendation against every guardrail, from the rules and not from the algorithm that made it.
 *
 * Shares no code with `applyGuardrails`, so that one's mistake is not the other's. Recommending the current values is never a
 * violation, whatever they are.
 *
 * @param assets - what the guardrails must know besides the state; an asset that is missing here is not allowed to move.
 * @returns every broken rule; empty where all hold.
 */
export function violations({
  state,
  recommendation,
  guardrails,
  assets,
}: {
  state: Book
  recommendation: { readonly assets: readonly CheckedAsset[] }
  guardrails: GuardrailConfig
  assets: readonly GuardedAsset[]
}): Violation[] {
  const found: Violation[] = []
  const seen = new Set<string>()
  const market = collateralAssetsOf(state)
  for (const item of recommendation.assets) {
    const live = market.find(({ asset }) => asset === item.asset)
    if (live === undefined || seen.has(item.asset) || !same(item.current, live.parameters)) {
      const text = `${item.asset} is ${live === undefined ? 'not listed by the market' : seen.has(item.asset) ? 'named twice' : 'recommended from other values than the live ones'}.`
      found.push({ guardrail: 'inconsistent', asset: item.asset, text })
      continue
    }
    seen.add(item.asset)
    if (same(item.proposed, item.current)) continue
    if (item.target === null)
      found.push({ guardrail: 'noTarget', asset: item.asset, text: `${item.asset} moves without a target.` })
    const asset = assets.find((candidate) => candidate.asset === item.asset)
    found.push(...brokenByAsset({ live, asset, proposed: item.proposed, guardrails, state }))
    found.push(...movesWithinBand(item, guardrails), ...aboveVenueLimits(item, live))
  }
  const proposed = new Map(recommendation.assets.map((item) => [item.asset, item.proposed.ltBps]))
  const usd = recomputeMadeLiquidatableUsd(state, proposed)
  if (usd > guardrails.maxMadeLiquidatableUsd) {
    const text = Number.isFinite(usd)
      ? `The change makes ${usd} USD of debt liquidatable; the limit is ${guardrails.maxMadeLiquidatableUsd} USD.`
      : 'The change lowers a threshold of an account that holds or owes a reserve without a price.'
    found.push({ guardrail: 'madeLiquidatable', asset: null, text })
  }
  return found
}

function brokenByAsset({
  live,
  asset,
  proposed,
  guardrails,
  state,
}: {
  live: CollateralAsset
  asset: GuardedAsset | undefined
  proposed: CollateralParameters
  guardrails: GuardrailConfig
  state: Pick<Book, 'block' | 'largestProduct'>
}): Violation[] {
  const found: Violation[] = []
  const now = state.block.timestampSeconds
  const require = (holds: boolean, guardrail: GuardrailCut['guardrail'], text: string) => {
    if (!holds) found.push({ guardrail, asset: live.asset, text: `${live.asset}: ${text}` })
  }
  const { ltvBps: ltv, ltBps: lt, lbBps: lb } = live.parameters
  const { ltvBps: newLtv, ltBps: newLt, lbBps: newLb } = proposed
  const isLoosened = newLtv > ltv || newLt > lt || newLb < lb

  require(asset?.isAdjustable === true, 'notAllowed', 'is not on the allow-list and moves.')
  require(live.heldBecause === null, 'notAdjustable', `moves though ${live.heldBecause}.`)
  require(lt !== 0, 'notAdjustable', 'is not live collateral and moves.')
  require(live.hasPrice, 'notAdjustable', 'moves without a price of the oracle.')
  require(ltv !== 0 || newLtv === 0, 'notAdjustable', 'its LTV of 0 is switched back on.')
  require(!(asset?.isSingleSource && isLoosened), 'singleSource', 'is loosened on the word of one source.')
  require(!(
    asset !== undefined &&
    !asset.looseningGate.isOpen &&
    isLoosened
  ), 'loosenGate', 'is loosened while loosening is shut.')

  const { tighten, loosen } = guardrails
  const { ltvBps: ltvAt, ltBps: ltAt, lbBps: lbAt } = live.lastChangedAtSeconds
  const isOver = (at: number | null, wait: string) => at === null || (now - at) * 1_000 >= durationMs(wait)
  for (const [name, at, isTighter] of [
    ['LTV', ltvAt, newLtv < ltv],
    ['LT', ltAt, newLt < lt],
    ['LB', lbAt, newLb > lb],
  ] as const) {
    require(!isTighter ||
      isOver(at, tighten.cooldown), 'cooldown', `${name} is tightened within ${tighten.cooldown} of its last change.`)
  }
  const isRested = [ltvAt, ltAt, lbAt].every((at) => isOver(at, loosen.cooldown))
  require(!isLoosened || isRested, 'cooldown', `is loosened within ${loosen.cooldown} of a change of the asset.`)

  for (const [name, from, to, { minBps, maxBps }] of [
    ['LTV', ltv, newLtv, guardrails.bounds.ltv],
    ['LT', lt, newLt, guardrails.bounds.lt],
    ['LB', lb, newLb, guardrails.bounds.lb],
  ] as const) {
    if (from === to) continue
    const isInside = to >= minBps && to <= maxBps
    const isOnTheWay = (from > maxBps && to < from && to >= minBps) || (from < minBps && to > from && to <= maxBps)
    require(isInside || isOnTheWay, 'absoluteBound', `${name} goes from ${from} to ${to}, outside ${minBps} to ${maxBps} bps.`)
    const down = name === 'LB' ? guardrails.maxBonusStepBps : guardrails.tighten.maxStepBps
    const up = name === 'LB' ? guardrails.maxBonusStepBps : guardrails.loosen.maxStepBps
    require(from - to <= down &&
      to - from <= up, 'stepLimit', `${name} goes from ${from} to ${to}; steps are -${down} to +${up} bps.`)
    const moved = Math.abs(to - from)
    require(moved >=
      guardrails.minimumMoveBps, 'minimumMove', `${name} moves by ${moved} bps; the least is ${guardrails.minimumMoveBps}.`)
  }

  const gap = newLt - newLtv
  const { ltvBufferBps } = guardrails
  require(newLtv <= ltv || gap >= ltvBufferBps, 'ltvBuffer', `LTV rises to ${gap} bps below LT; the buffer is ${ltvBufferBps}.`)
  const isGapKept = gap >= ltvBufferBps || (gap >= lt - ltv && gap >= 0)
  require(isGapKept, 'ltvBuffer', `LTV is ${gap} bps below LT; the buffer is ${ltvBufferBps}, and it stood at ${lt - ltv}.`)
  require((newLtv > 0 || ltv === 0) &&
    newLt > 0 &&
    newLb > 10_000, 'neverToZero', 'a parameter is set to what the chain reads as none.')
  const product = BigInt(newLt) * BigInt(newLb)
  require(product <=
    BigInt(state.largestProduct ?? 100_000_000), 'chainProductLimit', `LT ${newLt} x LB ${newLb} is above 100 %.`)
  return found
}

function aboveVenueLimits({ asset, current, proposed }: CheckedAsset, { limits }: CollateralAsset): Violation[] {
  return limits.flatMap(({ rule, parameter, atMost, because }) => {
    const name = (['ltvBps', 'ltBps', 'lbBps'] as const).find((own) => own === parameter)
    if (name === undefined || proposed[name] <= current[name] || proposed[name] <= Number(atMost)) return []
    return [{ guardrail: rule, asset, text: `${asset}: ${name} rises to ${proposed[name]}, though ${because}.` }]
  })
}

function movesWithinBand({ asset, current, proposed, band }: CheckedAsset, { bandGate }: GuardrailConfig): Violation[] {
  if (band === null || bandGate === 'none') return []
  const isOutside = (name: 'ltvBps' | 'ltBps' | 'lbBps') => current[name] < band[name].p05 || current[name] > band[name].p95
  const isLtvLoosened = proposed.ltvBps > current.ltvBps
  const isFreedByThreshold = isLtvLoosened ? current.ltBps < band.ltBps.p05 : isOutside('ltBps')
  const rules = [
    ['LTV', 'ltvBps', isLtvLoosened, isOutside('ltvBps') || isFreedByThreshold],
    ['LT', 'ltBps', proposed.ltBps > current.ltBps, isOutside('ltBps')],
    ['LB', 'lbBps', proposed.lbBps < current.lbBps, isOutside('lbBps')],
  ] as const
  return rules
    .filter(([, name, isLoosened, isKnown]) => proposed[name] !== current[name] && !isKnown && (bandGate === 'all' || isLoosened))
    .map(([label, name]) => ({
      guardrail: 'withinBand',
      asset,
      text: `${asset}: ${label} moves though ${current[name]} bps lies within the band of its target, ${band[name].p05} to ${band[name].p95}.`,
    }))
}

function same(a: CollateralParameters, b: CollateralParameters): boolean {
  return a.ltvBps === b.ltvBps && a.ltBps === b.ltBps && a.lbBps === b.lbBps
}
