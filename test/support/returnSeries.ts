import { readSharedCsv } from './sharedData.js'

/** Read the 1974 percent returns of the Deutsche mark against the pound (Bollerslev and Ghysels 1996). */
export function dem2gbpReturns(): Float64Array {
  return Float64Array.from(readSharedCsv('garch/dem2gbp.csv.gz'), (row) => Number(row.DEM2GBP))
}

/** Read the S&P 500's percent changes of the adjusted close, 1999 to 2018. */
export function sp500Returns(): Float64Array {
  const closes = readSharedCsv('garch/arch_sp500.csv.gz').map((row) => Number(row['Adj Close']))
  return Float64Array.from(closes.slice(1), (close, t) => 100 * (close / (closes[t] as number) - 1))
}
