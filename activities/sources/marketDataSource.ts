import type { BarSeries } from '../../models/data/barSeries.js'
import type { SourceConfig } from '../../models/data/sourceConfig.js'

/** What is asked of a source. */
export interface BarRequest {
  /** The market's symbol of the asset. */
  readonly asset: string
  /** Only bars closed by this instant, in milliseconds since the epoch, are given. */
  readonly asOfMs: number
  /** Ends the request; `fetch` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** A place where bars come from. Every implementation answers the same request with the same bars, or says why not. */
export interface MarketDataSource {
  /** Name in the configuration, findings and reports. */
  readonly name: string
  readonly kind: SourceConfig['kind']
  /** Tell whether the source is configured to have the asset. */
  carries(asset: string): boolean
  /**
   * Fetch an asset's bars: at least one, in ascending time, all closed by `asOfMs`.
   *
   * @throws {AssetNotCarried} when the source is not configured to have the asset.
   * @throws {NoClosedBars} when the source has the asset, but no bar that was closed by then.
   */
  fetch(request: BarRequest): Promise<BarSeries>
}
