import { compareText } from '../../../core/compareText.js'
import { alreadyLiquidatable } from '../../book/alreadyLiquidatable.js'
import { NOTHING_MOVES } from '../../book/insuranceFund.js'
import { madeLiquidatable } from '../../book/madeLiquidatable.js'
import { assetForecast } from './assetForecast.js'
import { assetReasons } from './assetReasons.js'
import { assetWish } from './assetWish.js'
import { guardedAssets } from './guardedAssets.js'
import { applyGuardrails, type Guarded } from './guardrails/applyGuardrails.js'
import { whyNotAdjustable } from './guardrails/limit.js'
import { assertSameMarket } from './historicalReplay.js'
import type { PolicyInput } from '../policy.js'
import { collateralAssetsOf, direction, flattenConstants } from './parameter.js'
import type { AssetRecommendation, Recommendation } from './recommendation.js'
import { scenarioOutcome } from './scenarioOutcome.js'
import { unmodelledAssets } from './unmodelledAssets.js'

/** What a recommendation is made from: evidence of the market, the chain's state at one block, and the constants. */
export type RecommendInputs = Omit<PolicyInput, 'config'>

/**
 * Recommend collateral parameters for a market: forecasts, targets, guardrails on the whole change, and what it does to the accounts.
 *
 * Pure and seeded: the same input gives the same bytes. Assets come back in order of their symbols, and no order of the input changes
 * anything. Each asset's numbers have their reasons, and what a guardrail took away is in its cuts. An asset that cannot be modelled
 * has no target and keeps its parameters.
 *
 * @throws {InconsistentStateError} when state, snapshot and configuration are not of one market, or the state contradicts itself.
 * @throws {MisalignedSeriesError} when the assets' series have no days in common.
 */
export function recommend(inputs: RecommendInputs): Recommendation {
  const { snapshot, state, models, guardrails, assets } = inputs
  assertSameMarket({ snapshot, state, assets })
  const live = collateralAssetsOf(state).sort((a, b) => compareText(a.asset, b.asset))
  const dataOf = new Map(snapshot.assets.map((data) => [data.asset, data]))
  const configOf = new Map(assets.map((config) => [config.asset, config]))
  const forecasts = new Map(
    live.map(({ asset }) => [asset, inputs.forecasts?.get(asset) ?? assetForecast(dataOf.get(asset), models)]),
  )
  const guarded = guardedAssets({ snapshot, models, assets, forecasts })
  const guardedOf = new Map(guarded.map((asset) => [asset.asset, asset]))

  const wishes = new Map(
    live.flatMap((own) => {
      const forecast = forecasts.get(own.asset)
      const config = configOf.get(own.asset)
      if (!forecast?.isModelled || !config?.isAdjustable) return []
      const context = { live: own, asset: guardedOf.get(own.asset), guardrails, nowSeconds: state.block.timestampSeconds }
      return [[own.asset, assetWish({ context, forecast, feedDeviationBps: config.feedDeviationBps, models })]]
    }),
  )
  const outcome = applyGuardrails({ state, guardrails, assets: guarded, wishes })
  const proposed = new Map(live.map(({ asset }) => [asset, (outcome.get(asset) as Guarded).proposed]))

  const recommendations = live.map((own): AssetRecommendation => {
    const { asset, address, parameters } = own
    const { proposed, cuts } = outcome.get(asset) as Guarded
    const wish = wishes.get(asset) ?? null
    return {
      asset,
      address,
      current: parameters,
      target: wish?.target ?? null,
      band: wish?.band ?? null,
      proposed,
      direction: direction(parameters, proposed),
      looseningGate: guardedOf.get(asset)?.looseningGate ?? { isOpen: false, because: `${asset} is not in the configuration` },
      reasons: assetReasons({
        data: dataOf.get(asset),
        forecast: forecasts.get(asset) ?? assetForecast(undefined, models),
        guarded: guardedOf.get(asset),
        wish,
        proposed,
        notAdjustable: whyNotAdjustable(own),
        models,
      }),
      cuts: [...cuts],
    }
  })
  const made = madeLiquidatable({ state, proposed })
  const notListed = assets
    .map(({ asset }) => asset)
    .filter((name) => !proposed.has(name))
    .sort(compareText)
  const { scenarios, replays, insuranceFund } = scenarioOutcome({
    state,
    proposed,
    forecasts: [...forecasts].flatMap(([asset, forecast]) => (forecast.isModelled ? [{ asset, forecast }] : [])),
    models,
  })
  // Of debt on prices that stand still nothing would be told but what is lost already.
  const isMoving = scenarios.correlation.assets.length > 0 || state.accounts.every(({ debt }) => debt.length === 0)
  return {
    version: 1,
    policy: 'collateral',
    market: state.market,
    chainId: state.chainId,
    asOf: snapshot.asOf,
    block: state.block,
    isSynthetic: snapshot.isSynthetic,
    assets: recommendations,
    ...(notListed.length === 0 ? {} : { notListed }),
    madeLiquidatable: {
      limitUsd: guardrails.maxMadeLiquidatableUsd,
      usd: made.usd,
      ...(made.closableUsd === undefined ? {} : { closableUsd: made.closableUsd }),
      accounts: [...made.accounts],
    },
    alreadyLiquidatable: alreadyLiquidatable(state),
    ...(state.liquidation === undefined ? {} : { liquidation: state.liquidation }),
    replays,
    ...(isMoving ? { insuranceFund } : { insuranceFund: NOTHING_MOVES }),
    scenarios: {
      ...scenarios,
      ...(isMoving ? {} : { liquidatedUsdCurrent: null, liquidatedUsdProposed: null, badDebt: null }),
      unmodelled: unmodelledAssets({ state, forecasts, assets }),
    },
    constants: flattenConstants({
      models,
      guardrails,
      assets: Object.fromEntries(
        assets.map(({ asset, isAdjustable, feedDeviationBps }) => [asset, { isAdjustable, feedDeviationBps }]),
      ),
    }),
  }
}
