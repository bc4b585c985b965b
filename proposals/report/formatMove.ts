/** Write a log return as the price's move in percent, with its sign and one decimal: -0.5 is `-39.3 %`. */
export function formatMove(logReturn: number): string {
  const percent = (100 * Math.expm1(logReturn)).toFixed(1)
  return `${Number(percent) > 0 ? '+' : ''}${Number(percent) === 0 ? '0.0' : percent} %`
}
