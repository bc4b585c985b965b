import { stripVTControlCharacters } from 'node:util'

const GAP = '  '
/** Narrowest that a wrapped column becomes, in characters. */
const LEAST_WRAP = 20

/** One column of a table. */
export interface Column {
  readonly header: string
  readonly align?: 'left' | 'right'
  /** Whether this column takes what the terminal's width leaves and wraps at spaces. At most one. */
  readonly wraps?: boolean
}

/**
 * Lay rows out in aligned columns. Colours in cells do not count as width.
 *
 * @param width - of the terminal in characters; nothing wraps where it is left out
 * @returns lines joined by newlines, without one at the end
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width?: number): string {
  const natural = columns.map(({ header }, i) => Math.max(visible(header), ...rows.map((row) => visible(row[i] ?? ''))))
  const wrapped = columns.findIndex(({ wraps }) => wraps === true)
  const widths = [...natural]
  if (wrapped >= 0 && width !== undefined) {
    const others = natural.reduce((sum, each, i) => (i === wrapped ? sum : sum + each), GAP.length * (columns.length - 1))
    widths[wrapped] = Math.max(LEAST_WRAP, Math.min(natural[wrapped] ?? 0, width - others))
  }
  const lines = [columns.map(({ header }) => header), ...rows].flatMap((row) => layOut(row, columns, widths, wrapped))
  return lines.join('\n')
}

function layOut(row: readonly string[], columns: readonly Column[], widths: readonly number[], wrapped: number): string[] {
  const cells = columns.map((_, i) => (i === wrapped ? wrap(row[i] ?? '', widths[i] ?? 0) : [row[i] ?? '']))
  const height = Math.max(...cells.map((cell) => cell.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, i) => pad(cell[line] ?? '', widths[i] ?? 0, columns[i]?.align ?? 'left'))
      .join(GAP)
      .trimEnd(),
  )
}

/** Break a text at spaces into lines of at most `width` characters; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  if (visible(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && visible(line) + 1 + visible(word) > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  lines.push(line)
  return lines
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - visible(text)))
  return align === 'right' ? space + text : text + space
}

function visible(text: string): number {
  return stripVTControlCharacters(text).length
}
