/** Beyond this a factor bounds nothing; the chain gives 2^256 - 1 to an account without debt. */
const NO_LIMIT = 1_000_000

const UNITS_PER_DIGIT = 10n ** 14n

/**
 * Write a health factor with four decimals, rounded down: what prints as 1.0000 is not below 1.
 *
 * Every text that shows a health factor writes it with this function, so that one factor reads the same everywhere.
 *
 * @param healthFactor - a number, or the chain's own integer with 18 decimals; null where there is none.
 */
export function formatHealthFactor(healthFactor: number | bigint | null): string {
  if (healthFactor === null) return 'none'
  // An integer is cut in integers: float64 takes 1 - 1e-18 for 1.
  const factor = typeof healthFactor === 'bigint' ? Number(healthFactor / UNITS_PER_DIGIT) / 10_000 : healthFactor
  if (factor > NO_LIMIT) return 'no limit'
  const nearest = factor.toFixed(4)
  return Number(nearest) > factor ? (Number(nearest) - 0.0001).toFixed(4) : nearest
}
