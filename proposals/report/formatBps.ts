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

/** Write a liquidation bonus, stored above par (10500), as what a liquidator gains: `5.00 %`. 0 is none. */
export function formatBonus(lbBps: number): string {
  return lbBps === 0 ? 'none' : formatBps(lbBps - 10_000)
}
