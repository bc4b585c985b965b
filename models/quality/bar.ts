/** One daily bar of one source: the row that the columns of a series make. Prices in USD, volume in USD. */
export interface Bar {
  readonly openTimeMs: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volumeUsd: number
}
