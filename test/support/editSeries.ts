import type { BarSeries } from '../../models/data/barSeries.js'

const COLUMNS = ['openTimesMs', 'open', 'high', 'low', 'close', 'volumeUsd'] as const

/** Copy a series with the rows whose index a rule keeps. */
export function keepRows(series: BarSeries, keeps: (row: number) => boolean): BarSeries {
  const copy = { ...series }
  for (const column of COLUMNS) copy[column] = series[column].filter((_, row) => keeps(row))
  return copy
}

/** Copy a series with some figures of one row replaced. */
export function editRow(series: BarSeries, row: number, edit: Partial<Record<(typeof COLUMNS)[number], number>>): BarSeries {
  const copy = { ...series }
  for (const column of COLUMNS) {
    const value = edit[column]
    if (value !== undefined) copy[column] = series[column].map((old, i) => (i === row ? value : old))
  }
  return copy
}
