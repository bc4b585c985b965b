/**
 * Flatten nested constants to one level, keys joined by dots, sorted: `guardrails.bounds.lt.minBps`. A list is one constant.
 *
 * @param prefix - put before every key, with its dot.
 */
export function flattenConstants(value: object, prefix = ''): Record<string, number | string | boolean> {
  const entries = Object.entries(value).flatMap(([key, item]): [string, number | string | boolean][] => {
    const path = `${prefix}${key}`
    if (Array.isArray(item)) return [[path, item.join(', ')]]
    if (typeof item === 'object' && item !== null) return Object.entries(flattenConstants(item, `${path}.`))
    if (typeof item === 'number' || typeof item === 'string' || typeof item === 'boolean') return [[path, item]]
    return []
  })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
