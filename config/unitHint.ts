import type { JsonSchema } from './jsonSchema.js'

const DURATION = '^[1-9][0-9]*(ms|s|m|h|d)$'

/**
 * Guess the unit that a refused value was written in.
 *
 * @param value - what the file has.
 * @param path - where it stands; keys that end in `Bps` are basis points.
 * @param schemas - what the schema says there.
 * @returns what to write instead, or null where there is no guess.
 */
export function unitHint(value: unknown, path: readonly PropertyKey[], schemas: readonly JsonSchema[]): string | null {
  const key = String(path.at(-1) ?? '')
  if (key.endsWith('Bps')) return bpsHint(value)
  if (schemas.some(({ pattern }) => pattern === DURATION)) return durationHint(value)
  if (/Env$/.test(key)) return 'put the value into an environment variable, and write its name here'
  const percent = percentOf(value)
  const limit = Math.min(...schemas.map(upperLimit))
  if (percent !== null && limit <= 5) return `this is a fraction: ${percent} % is ${round(percent / 100)}`
  if (typeof value === 'number' && value > limit && limit <= 1 && value <= 100)
    return `this is a fraction: ${value} % is ${round(value / 100)}`
  return null
}

function bpsHint(value: unknown): string | null {
  const percent = percentOf(value)
  if (percent !== null) return `this is in basis points: ${percent} % is ${Math.round(percent * 100)}`
  if (typeof value !== 'number') return null
  if (value > 0 && value <= 1.5)
    return `this is in basis points: ${value}, or ${round(value * 100)} %, is ${Math.round(value * 10_000)}`
  if (value > 0 && value < 150) return `this is in basis points: ${value} % is ${Math.round(value * 100)}`
  return null
}

function durationHint(value: unknown): string | null {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0)
    return `a duration has a unit: ${value}s, ${value}m, ${value}h or ${value}d`
  if (value === 0 || value === '0s') return 'it cannot be zero; leave the key out'
  if (typeof value !== 'string') return null
  const match =
    /^\s*([1-9][0-9]*)\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\s*$/i.exec(value)
  if (match?.[1] === undefined || match[2] === undefined) return null
  const unit = match[2].toLowerCase()
  if (unit.startsWith('w')) return `write ${Number(match[1]) * 7}d`
  return `write ${match[1]}${unit.startsWith('mil') || unit === 'ms' ? 'ms' : unit.slice(0, 1)}`
}

function percentOf(value: unknown): number | null {
  const match = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value) : null
  return match === null ? null : Number(match[1])
}

function upperLimit(schema: JsonSchema): number {
  const limits = [schema.maximum, schema.exclusiveMaximum].filter((limit) => typeof limit === 'number')
  return Math.min(...limits, Number.POSITIVE_INFINITY)
}

function round(value: number): number {
  return Number(value.toPrecision(12))
}
