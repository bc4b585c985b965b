import { canonicalize } from 'json-canonicalize'

/**
 * Serialise a value as canonical JSON (sorted keys, shortest numbers, no white space): equal values give equal bytes.
 *
 * @throws {TypeError} when the value holds what JSON cannot: bigint, NaN, infinity or undefined as a whole.
 * @source RFC 8785 (JSON Canonicalization Scheme)
 */
export function canonicalJson(value: unknown): string {
  assertJson(value, '$')
  return canonicalize(value)
}

function assertJson(value: unknown, path: string): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return
    case 'number':
      if (!Number.isFinite(value))
        throw new TypeError(`${path} is ${value}, which JSON cannot hold; keep it out of stored values`)
      return
    case 'object':
      if (value === null) return
      if (Array.isArray(value)) for (const [i, item] of value.entries()) assertJson(item, `${path}[${i}]`)
      else for (const [key, item] of Object.entries(value)) if (item !== undefined) assertJson(item, `${path}.${key}`)
      return
    default:
      throw new TypeError(`${path} is a ${typeof value}, which JSON cannot hold; write bigints as decimal strings`)
  }
}
