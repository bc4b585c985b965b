import { formatParameter, isMove, type ParameterChange, type ParameterSpec, subjectsOf } from '../../core/parameters.js'

/**
 * Lay out changes as aligned lines for a terminal: one subject a line, from → to, "=" where a value stays.
 *
 * @param parameters - the target's, one column each
 * @returns a header line and one line a subject; empty when nothing changes
 */
export function changesTable(changes: readonly ParameterChange[], parameters: readonly ParameterSpec[]): string[] {
  if (changes.length === 0) return []
  const rows = subjectsOf(changes).map(({ subject, address }) => [
    subject,
    ...parameters.map((spec) =>
      cell(
        spec,
        changes.find((one) => one.address === address && one.parameter === spec.name),
      ),
    ),
  ])
  const table = [['asset', ...parameters.map(({ label }) => label)], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  return table.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  )
}

function cell(spec: ParameterSpec, change: ParameterChange | undefined): string {
  if (change === undefined) return ''
  const from = formatParameter(spec, change.from)
  return isMove(change) ? `${from} → ${formatParameter(spec, change.to)}` : `${from} =`
}
