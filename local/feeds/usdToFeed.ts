const feedUnit = 1_00000000

/**
 * Convert a price to a feed's answer.
 *
 * @param priceUsd - positive USD.
 * @returns integer with 8 decimals, rounded to the nearest.
 * @throws {RangeError} when the price rounds to nothing or is not finite.
 */
export function usdToFeed(priceUsd: number): bigint {
  const answer = Math.round(priceUsd * feedUnit)
  if (!Number.isSafeInteger(answer) || answer <= 0)
    throw new RangeError(`A feed cannot hold the price ${priceUsd} USD: it must be positive and below 90 million.`)
  return BigInt(answer)
}

/**
 * Convert a feed's answer to a price.
 *
 * @param answer - integer with 8 decimals.
 * @returns USD.
 */
export function feedToUsd(answer: bigint): number {
  return Number(answer) / feedUnit
}
