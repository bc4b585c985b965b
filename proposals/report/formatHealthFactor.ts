/** Write a health factor with four decimals, rounded down: what prints as 1.0000 is not below 1. */
export function formatHealthFactor(healthFactor: number): string {
  const nearest = healthFactor.toFixed(4)
  return Number(nearest) > healthFactor ? (Number(nearest) - 0.0001).toFixed(4) : nearest
}
