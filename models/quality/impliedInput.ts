import type { ImpliedLimits } from '../market/impliedConfig.js'
import type { ImpliedSeries } from '../market/impliedSeries.js'

/** What the ingest brought of one asset's implied volatility from one source, or why it brought nothing. */
export type ImpliedInput = {
  readonly source: string
  readonly limits: ImpliedLimits
} & ({ readonly series: ImpliedSeries } | { readonly failure: string })
