/** One asset's losses by day. */
export interface DatedLosses {
  readonly daysMs: readonly number[]
  readonly losses: ArrayLike<number>
}

/**
 * Average the losses of several columns over the assets of each day, on the same assets and days for every column.
 *
 * Averages by day keep a crash of all assets one observation of the test that reads them. Levels of losses that depend on an asset's
 * scale do not hurt differences of columns.
 *
 * @param columns - k columns, each with its losses asset by asset, the assets in one order.
 * @returns k columns of n losses in ascending time; an asset's day counts where every column has it.
 */
export function pooledLosses(columns: readonly (readonly DatedLosses[])[]): Float64Array[] {
  const byDay = columns.map((assets) =>
    assets.map(({ daysMs, losses }) => new Map(daysMs.map((day, t) => [day, losses[t] as number]))),
  )
  const [first = []] = byDay
  const days = [...new Set(first.flatMap((asset) => [...asset.keys()]))].sort((a, b) => a - b)
  const kept = days.flatMap((day) => {
    const assets = first.flatMap((_, i) => (byDay.every((column) => column[i]?.has(day)) ? [i] : []))
    return assets.length === 0 ? [] : [{ day, assets }]
  })
  return byDay.map((column) =>
    Float64Array.from(
      kept,
      ({ day, assets }) => assets.reduce((sum, i) => sum + (column[i]?.get(day) as number), 0) / assets.length,
    ),
  )
}
