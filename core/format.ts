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

/** Write basis points as percent with two decimals: 8300 is `83.00 %`. Exact: integers only. */
export function formatBps(bps: number): string {
  return `${formatBpsNumber(bps)} %`
}

/** Write basis points as percent with two decimals and no sign: 8300 is `83.00`. */
export function formatBpsNumber(bps: number): string {
  const whole = Math.trunc(Math.abs(bps) / 100)
  const rest = Math.abs(bps) % 100
  return `${bps < 0 ? '-' : ''}${whole}.${rest.toString().padStart(2, '0')}`
}

/** Write a log return as the price's move in percent, with its sign and one decimal: -0.5 is `-39.3 %`. */
export function formatMove(logReturn: number): string {
  const percent = (100 * Math.expm1(logReturn)).toFixed(1)
  return `${Number(percent) > 0 ? '+' : ''}${Number(percent) === 0 ? '0.0' : percent} %`
}

/** Write a probability as percent with two decimals: 0.999 is `99.90 %`. */
export function formatProbability(probability: number): string {
  return `${(probability * 100).toFixed(2)} %`
}

/** Write an amount of US dollars with grouped thousands: whole dollars from 1,000 up, cents below. */
export function formatUsd(usd: number): string {
  const [whole = '0', cents] = Math.abs(usd)
    .toFixed(Math.abs(usd) >= 1_000 ? 0 : 2)
    .split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${usd < 0 ? '-' : ''}${grouped}${cents === undefined ? '' : `.${cents}`} USD`
}

/** Write chain time in seconds as ISO 8601 in UTC, without milliseconds. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')
}

/** Write seconds in the largest units that say them exactly, two at most: `2 d`, `1 h 30 min`, `45 s`. */
export function formatDuration(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ] as const
  let rest = Math.max(0, Math.round(seconds))
  const parts: string[] = []
  for (const [name, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${name}`)
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}

/**
 * Write an integer amount as a decimal with grouped thousands, cut (not rounded) after some digits.
 *
 * @param amount - decimal string in the smallest unit
 * @param decimals - of the token
 * @param digits - decimals to show
 */
export function formatTokens(amount: string, decimals: number, digits: number): string {
  const padded = amount.padStart(decimals + 1, '0')
  const whole = padded.slice(0, padded.length - decimals).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const fraction = padded.slice(padded.length - decimals).slice(0, digits)
  return fraction === '' ? whole : `${whole}.${fraction}`
}
