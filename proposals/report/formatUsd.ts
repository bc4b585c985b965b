/** Write an amount of US dollars with grouped thousands: whole dollars from 1,000 up, cents below. */
export function formatUsd(usd: number): string {
  const [whole = '0', cents] = Math.abs(usd)
    .toFixed(Math.abs(usd) >= 1_000 ? 0 : 2)
    .split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${usd < 0 ? '-' : ''}${grouped}${cents === undefined ? '' : `.${cents}`} USD`
}
