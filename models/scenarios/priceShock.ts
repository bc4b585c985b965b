/** Prices that move at once: assets, each once, with the move in percent, at least -100; what is not named keeps its price. */
export type PriceShock = readonly { readonly asset: string; readonly percent: number }[]

/**
 * Write shocks as log returns, one column an asset that any of them names; -100 % is -Infinity.
 *
 * @returns columns in the order in which the assets first occur, one value a shock.
 */
export function shockReturns(shocks: readonly PriceShock[]): { readonly asset: string; readonly logReturns: Float64Array }[] {
  const assets = new Set(shocks.flatMap((shock) => shock.map(({ asset }) => asset)))
  return [...assets].map((asset) => ({
    asset,
    logReturns: Float64Array.from(shocks, (shock) => {
      const move = shock.find((each) => each.asset === asset)
      return move === undefined ? 0 : Math.log1p(move.percent / 100)
    }),
  }))
}
