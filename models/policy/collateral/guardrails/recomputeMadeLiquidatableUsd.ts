import type { Book } from '../../../book/book.js'

/**
 * Compute the debt that new thresholds make liquidatable, account by account as the pool does, without the code of `book/`.
 *
 * @param ltBps - new thresholds by asset; an asset that is not named keeps its own.
 * @returns USD at the oracle's prices; Infinity where the threshold of an account falls that holds or owes what has no price.
 */
export function recomputeMadeLiquidatableUsd(state: Book, ltBps: ReadonlyMap<string, number>): number {
  const digits = state.assets.reduce((most, { priceDecimals }) => Math.max(most, priceDecimals), 0)
  const scale = 10n ** BigInt(digits)
  let usd = 0n
  for (const { collateral, debt } of state.accounts) {
    let owed = 0n
    for (const { asset, amount } of debt) {
      const { worth, unit } = quote(state, asset, amount, scale)
      owed += worth % unit === 0n ? worth / unit : worth / unit + 1n
    }
    let before = 0n
    let after = 0n
    for (const { asset, amount, terms } of collateral) {
      const { worth, unit, threshold } = quote(state, asset, amount, scale)
      before += (worth / unit) * BigInt(terms?.ltBps ?? threshold)
      after += (worth / unit) * BigInt(terms?.ltBps ?? ltBps.get(asset) ?? threshold)
    }
    const isPriceless = [...collateral, ...debt].some(({ asset }) => /^0+$/.test(priceOf(state, asset)))
    if (isPriceless && after < before) return Number.POSITIVE_INFINITY
    if (!isPriceless && before >= owed * 10_000n && after < owed * 10_000n) usd += owed
  }
  return Number(usd) / 10 ** digits
}

function priceOf({ assets }: Book, name: string): string {
  return assets.find(({ asset }) => asset === name)?.price ?? '0'
}

function quote(state: Book, name: string, amount: string, scale: bigint): { worth: bigint; unit: bigint; threshold: number } {
  const asset = state.assets.find((candidate) => candidate.asset === name)
  if (asset === undefined) return { worth: 0n, unit: 1n, threshold: 0 }
  const rescale = scale / 10n ** BigInt(asset.priceDecimals)
  return {
    worth: BigInt(amount) * BigInt(asset.price) * rescale,
    unit: 10n ** BigInt(asset.decimals),
    threshold: asset.terms.ltBps,
  }
}
