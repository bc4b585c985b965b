import { table } from '../cli/output/table.js'
import type { Measure } from './measure.js'

/** Lay measures out as an aligned table for a terminal or a log. */
export function renderTable(measures: readonly Measure[]): string {
  return table(
    [
      { header: 'measure' },
      { header: 'value', align: 'right' },
      { header: 'unit' },
      { header: 'min to max', align: 'right' },
      { header: 'goal', align: 'right' },
      { header: 'met' },
    ],
    measures.map(({ name, value, unit, goal, met, range }) => [
      name,
      formatNumber(value),
      unit,
      range === undefined ? '' : `${formatNumber(range.min)} to ${formatNumber(range.max)}`,
      goal === null ? '' : formatNumber(goal),
      met === null ? '' : met ? 'yes' : 'NO',
    ]),
  )
}

/** Write measures as JSON: an array of exactly `{name, value, unit, goal, met}`, numbers at full precision. */
export function renderJson(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, value, unit, goal, met }) => ({ name, value, unit, goal, met }))
  return `${JSON.stringify(rows, null, 2)}\n`
}

/** Say in one line how many goals were met, naming those that were not. */
export function renderSummary(measures: readonly Measure[]): string {
  const judged = measures.filter(({ met }) => met !== null)
  if (judged.length === 0) return 'None of these figures has a goal.'
  const missed = judged.filter(({ met }) => met === false)
  const count = `${judged.length - missed.length} of ${judged.length} goals met`
  return missed.length === 0 ? `${count}.` : `${count}; missed: ${missed.map(({ name }) => name).join('; ')}.`
}

/** Write a number with three significant digits, whole numbers and all digits before the point in full, tiny ones with an exponent. */
export function formatNumber(value: number): string {
  const size = Math.abs(value)
  if (Number.isInteger(value) || size >= 1_000) return String(Math.round(value))
  if (size < 1e-3) return value.toExponential(2)
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(size))))
}
