import { compareText } from '../../../../core/compareText.js'
import type { Book } from '../../../book/book.js'
import { thresholdsOf } from '../../../book/thresholds.js'
import type { GuardrailConfig } from '../guardrailConfig.js'
import { type CollateralParameters, collateralAssetsOf } from '../parameter.js'
import type { GuardrailCut } from '../recommendation.js'
import { assetPlan, candidates, type Candidates, cutsOf } from './assetPlan.js'
import { largestJointStep, madeLiquidatableUsdFor } from './largestJointStep.js'
import { type GuardedAsset, WHOLE_PRODUCT, type Wish } from './limit.js'

/** What the guardrails leave of the wish on one asset. */
export interface Guarded {
  readonly proposed: CollateralParameters
  readonly cuts: readonly GuardrailCut[]
}

/**
 * Hold a whole change within every guardrail and propose the largest step that is left.
 *
 * First each asset alone: every threshold between the current one and the wish is completed to a triple within the limits of its
 * parameters, single and against each other. Rises of thresholds then go as far as they can, for they make nobody liquidatable. Cuts of thresholds are
 * searched together (`largestJointStep`, assets in order of their symbols) under the limit on debt that the change itself makes
 * liquidatable; LTV and bonus follow their threshold and may move where it is held back. The step is stateless: the next run starts
 * from what the chain has then. The result does not depend on the order of assets or accounts.
 *
 * @param wishes - by asset; an asset without a wish keeps its parameters.
 * @returns by asset, one entry for each asset of the book.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function applyGuardrails({
  state,
  guardrails,
  assets,
  wishes,
}: {
  state: Book
  guardrails: GuardrailConfig
  assets: readonly GuardedAsset[]
  wishes: ReadonlyMap<string, Wish>
}): ReadonlyMap<string, Guarded> {
  const assetOf = new Map(assets.map((asset) => [asset.asset, asset]))
  const { block, largestProduct = WHOLE_PRODUCT } = state
  const all = collateralAssetsOf(state).sort((a, b) => compareText(a.asset, b.asset))
  const planned = all.flatMap((live) => {
    const wish = wishes.get(live.asset)
    if (wish === undefined) return []
    const context = { live, asset: assetOf.get(live.asset), guardrails, nowSeconds: block.timestampSeconds }
    const plan = assetPlan(context, wish, largestProduct)
    return [{ asset: live.asset, plan, options: candidates(plan) }]
  })

  const { steps, wholeStepUsd } = searchSteps(state, guardrails, planned)
  const guarded = new Map<string, Guarded>(all.map(({ asset, parameters }) => [asset, { proposed: parameters, cuts: [] }]))
  planned.forEach(({ asset, plan, options }, i) => {
    const proposed = options.triples[steps[i] as number] as CollateralParameters
    guarded.set(asset, {
      proposed,
      cuts: cutsOf({ plan, options, proposed, wholeStepUsd, limitUsd: guardrails.maxMadeLiquidatableUsd }),
    })
  })
  return guarded
}

function searchSteps(
  state: Book,
  guardrails: GuardrailConfig,
  planned: readonly { asset: string; options: Candidates }[],
): { steps: number[]; wholeStepUsd: number } {
  const thresholdsAt = (steps: readonly number[]) =>
    thresholdsOf(
      state,
      new Map(planned.map(({ asset, options }, i) => [asset, options.triples[steps[i] as number] as CollateralParameters])),
    )
  const sizes = planned.map(({ options }) => options.triples.length - 1)
  const madeUsd = madeLiquidatableUsdFor(state, thresholdsAt(sizes), guardrails.healthFactorMarginBps)
  const wholeStepUsd = madeUsd(thresholdsAt(sizes))
  const limit = guardrails.maxMadeLiquidatableUsd
  const steps = largestJointStep(sizes, (candidate) => madeUsd(thresholdsAt(candidate)) <= limit)
  return { steps, wholeStepUsd }
}
