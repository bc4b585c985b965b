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
