/** Write a share as messages name it: 0.02 is "2 %", to six significant digits. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`
}
