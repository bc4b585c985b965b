import type { ParameterChange } from '../proposal.js'
import { formatBonus, formatBps } from '../../core/format.js'

/**
 * Lay out changes as aligned lines for a terminal: one asset a line, current → proposed, "=" where a value is kept.
 *
 * @returns a header line and one line a change; empty when nothing changes
 */
export function changesTable(changes: readonly ParameterChange[]): string[] {
  if (changes.length === 0) return []
  const rows = changes.map(({ asset, current, proposed }) => [
    asset,
    cell(formatBps(current.ltvBps), formatBps(proposed.ltvBps)),
    cell(formatBps(current.ltBps), formatBps(proposed.ltBps)),
    cell(formatBonus(current.lbBps), formatBonus(proposed.lbBps)),
  ])
  const table = [['asset', 'loan-to-value', 'liquidation threshold', 'liquidation bonus'], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  return table.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  )
}

function cell(current: string, proposed: string): string {
  return current === proposed ? `${current} =` : `${current} → ${proposed}`
}
