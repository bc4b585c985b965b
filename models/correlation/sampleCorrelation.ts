import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { centred, momentMatrix } from './momentMatrix.js'
import { correlationOf } from './correlationOf.js'
import { scaledColumns } from './scaledColumns.js'

/**
 * Compute Pearson's correlation matrix.
 *
 * @param columns - k columns of n >= 2 values each, aligned in time. No column gives no row.
 * @throws as `scaledColumns`, and {DegenerateSeriesError} when a column does not vary.
 */
export function sampleCorrelation(columns: readonly ArrayLike<number>[]): Float64Array[] {
  return correlationOf(momentMatrix(varyingColumns(columns, 2), false))
}

/** Check columns and standardise them to mean 0 and mean square 1. */
export function varyingColumns(columns: readonly ArrayLike<number>[], required: number): Float64Array[] {
  return scaledColumns(columns, required).columns.map((column, i) => {
    const values = centred(column)
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
    // Values of up to 2 that differ by their rounding only.
    if (!(deviation > 1e-14)) throw new DegenerateSeriesError({ what: 'A correlation', reason: `column ${i} does not vary` })
    return values.map((value) => value / deviation)
  })
}
