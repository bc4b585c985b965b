import type { ImpliedSeries } from '../../../models/data/impliedSeries.js'
import type { BarRequest } from '../marketDataSource.js'

/** A place where implied volatility comes from. Every implementation answers the same request with the same values, or says why not. */
export interface ImpliedSource {
  /** Name in the configuration, findings and reports. */
  readonly name: string
  /** Tell whether the source is configured to have the asset. */
  carries(asset: string): boolean
  /**
   * Fetch an asset's values: at least one, ascending in time, all known by `asOfMs`, none left out or changed.
   *
   * @throws {AssetNotCarried} when the source is not configured to have the asset.
   * @throws {NoImpliedValues} when the source has the asset, but no value that was known by then.
   */
  fetch(request: BarRequest): Promise<ImpliedSeries>
}
