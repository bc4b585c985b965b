import type { MarketState } from '../../../book/marketState.js'

/**
 * Compute the debt that new thresholds make liquidatable, account by account as the pool does, without the code of `liquidation/`.
 *
 * @param ltBps - new thresholds by asset; an asset that is not named keeps its own.
 * @returns USD at the oracle's prices; Infinity where the threshold of an account falls that holds or owes what has no price.
 */
export function recomputeMadeLiquidatableUsd(state: MarketState, ltBps: ReadonlyMap<string, number>): number {
  const digits = state.reserves.reduce((most, { priceDecimals }) => Math.max(most, priceDecimals), 0)
  const scale = 10n ** BigInt(digits)
  let usd = 0n
  for (const { eModeCategory, collateral, debt } of state.positions) {
    const category = state.eModes.find(({ id }) => id === eModeCategory)
    let owed = 0n
    for (const { asset, amount } of debt) {
      const { worth, unit } = quote(state, asset, amount, scale)
      owed += worth % unit === 0n ? worth / unit : worth / unit + 1n
    }
    let before = 0n
    let after = 0n
    for (const { asset, amount } of collateral) {
      const { worth, unit, threshold } = quote(state, asset, amount, scale)
      const fixed = category?.collateralAssets.includes(asset) ? category.parameters.ltBps : undefined
      before += (worth / unit) * BigInt(fixed ?? threshold)
      after += (worth / unit) * BigInt(fixed ?? ltBps.get(asset) ?? threshold)
    }
    const isPriceless = [...collateral, ...debt].some(({ asset }) => /^0+$/.test(priceOf(state, asset)))
    if (isPriceless && after < before) return Number.POSITIVE_INFINITY
    if (!isPriceless && before >= owed * 10_000n && after < owed * 10_000n) usd += owed
  }
  return Number(usd) / 10 ** digits
}

function priceOf({ reserves }: MarketState, asset: string): string {
  return reserves.find((reserve) => reserve.asset === asset)?.price ?? '0'
}

function quote(
  state: MarketState,
  asset: string,
  amount: string,
  scale: bigint,
): { worth: bigint; unit: bigint; threshold: number } {
  const reserve = state.reserves.find((candidate) => candidate.asset === asset)
  if (reserve === undefined) return { worth: 0n, unit: 1n, threshold: 0 }
  const rescale = scale / 10n ** BigInt(reserve.priceDecimals)
  return {
    worth: BigInt(amount) * BigInt(reserve.price) * rescale,
    unit: 10n ** BigInt(reserve.decimals),
    threshold: reserve.parameters.ltBps,
  }
}
