import type { Difference } from './verification.js'

const SHOWN = 120

/**
 * List where a stored JSON value is not the computed one, strictly: letters' case and missing keys count.
 *
 * @returns differences in the order of the computed value; both sides as JSON, cut to 120 characters
 */
export function compareValues(stored: unknown, computed: unknown, path = ''): Difference[] {
  if (isContainer(stored) && isContainer(computed) && Array.isArray(stored) === Array.isArray(computed)) {
    const keys = [...new Set([...Object.keys(computed), ...Object.keys(stored)])]
    return keys.flatMap((key) => compareValues(own(stored, key), own(computed, key), path === '' ? key : `${path}.${key}`))
  }
  return Object.is(stored, computed) ? [] : [{ path, stored: shown(stored), computed: shown(computed) }]
}

type Container = Readonly<Record<string, unknown>>

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

function own(value: Container, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
