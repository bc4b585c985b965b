/** What is used of a ccxt exchange. */
export interface Venue {
  readonly id: string
  timeout: number
  readonly urls: { api?: unknown }
  readonly options: Record<string, unknown>
  readonly has: Readonly<Record<string, unknown>>
  readonly timeframes?: Readonly<Record<string, unknown>>
  readonly markets?: Readonly<Record<string, { readonly spot?: boolean }>>
  fetchImplementation: unknown
  loadMarkets(): Promise<unknown>
  /** Rows of `[open time in ms, open, high, low, close, base volume]`. */
  fetchOHLCV(symbol: string, timeframe: string, since: number, limit?: number): Promise<(number | undefined)[][]>
  /** Deribit only: a page of its volatility index, as the API answers it. */
  publicGetGetVolatilityIndexData?(parameters: Readonly<Record<string, string | number>>): Promise<unknown>
  featureValue(symbol: string, method: string, parameter: string): unknown
}
