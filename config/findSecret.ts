import { secretKind } from '../core/redact.js'

/** Where a value looks like a secret, and like which one. */
export interface FoundSecret {
  readonly path: readonly PropertyKey[]
  readonly looksLike: string
}

/** Keys whose text is written for people and may name a web page. */
const PROSE_KEYS: ReadonlySet<PropertyKey> = new Set(['note', 'notice'])

/**
 * Look for what no configuration may hold: a private key, a recovery phrase, an address with its key.
 *
 * No key of the configuration takes 32 bytes, so any such number is refused; URLs are where RPC providers put their keys.
 *
 * @returns the first find in the order of the file, or null.
 */
export function findSecret(value: unknown, path: readonly PropertyKey[] = []): FoundSecret | null {
  if (typeof value === 'string') {
    const looksLike = secretKind(value, PROSE_KEYS.has(path.at(-1) ?? ''))
    return looksLike === null ? null : { path, looksLike }
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key
    if (!Array.isArray(value)) {
      const looksLike = secretKind(key, false)
      if (looksLike !== null) return { path, looksLike: `${looksLike} as a key` }
    }
    const found = findSecret(item, [...path, step])
    if (found !== null) return found
  }
  return null
}
