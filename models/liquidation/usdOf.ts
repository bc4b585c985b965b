/** Convert an integer of the base currency with `decimals` decimals to USD as float64. */
export function usdOf(value: bigint, decimals: number): number {
  return Number(value) / 10 ** decimals
}
