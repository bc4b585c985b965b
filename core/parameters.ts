import { z } from 'zod'
import { addressSchema, uintStringSchema } from './schemas/wire.js'

/** Decimals of each unit that a contract counts a parameter in: 10^decimals of it make one. */
const DECIMALS = { bps: 4, ppm: 6, wad: 18, ray: 27, tokens: 0 } as const

/** Unit of a parameter's raw value: basis points, parts per million, 18 decimals, 27 decimals, or whole tokens. */
export type ParameterUnit = keyof typeof DECIMALS

/** What a parameter is, as data: everything that texts, limits and checks must know of it. A target owns its own. */
export interface ParameterSpec {
  /** Name in data and evidence, with its unit: `ltBps`. */
  readonly name: string
  /** Name in sentences and tables: `liquidation threshold`. */
  readonly label: string
  /** Name where space is short: `LT`. */
  readonly short: string
  readonly unit: ParameterUnit
  /** `share`: percent of one. `bonus`: percent above one (10,500 bps is 5 %). `amount`: the number itself. */
  readonly shownAs: 'share' | 'bonus' | 'amount'
  /** Side on which the market is safer. */
  readonly tighter: 'lower' | 'higher'
  /** The largest raw value that the chain reads as "none"; null where every value counts. */
  readonly off: string | null
  /** The raw value that the chain reads as "no limit"; null where none does. */
  readonly unlimited: string | null
}

/**
 * One parameter that a proposal's calls set: raw values in the parameter's own unit, as decimal strings. `from` and `to` are equal where a call
 * sets a value again that stays.
 */
export const parameterChangeSchema = z.strictObject({
  /** What has the parameter, by name: a reserve's symbol. */
  subject: z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, 'must be 1 to 32 letters, digits, dots, hyphens or underscores'),
  /** What has the parameter, by address. */
  address: addressSchema,
  parameter: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be the name of a parameter, such as ltBps'),
  from: uintStringSchema,
  to: uintStringSchema,
})

/** @see parameterChangeSchema */
export type ParameterChange = z.infer<typeof parameterChangeSchema>

/** Tell whether a change moves its parameter. */
export function isMove({ from, to }: Pick<ParameterChange, 'from' | 'to'>): boolean {
  return from !== to
}

/** List what changes are about, each once, in their order. */
export function subjectsOf(
  changes: readonly Pick<ParameterChange, 'subject' | 'address'>[],
): { readonly subject: string; readonly address: ParameterChange['address'] }[] {
  const byAddress = new Map(changes.map(({ subject, address }) => [address.toLowerCase(), { subject, address }]))
  return [...byAddress.values()]
}

/**
 * Tell whether a move takes safety from the market. The opposite moves tighten; a move of nothing is neither.
 *
 * @param from - raw value, in the parameter's unit.
 */
export function isLoosening(
  { tighter, unlimited }: Pick<ParameterSpec, 'tighter' | 'unlimited'>,
  from: string | number | bigint,
  to: string | number | bigint,
): boolean {
  const rank = (raw: string | number | bigint): bigint | null => (String(raw) === unlimited ? null : BigInt(raw))
  const [a, b] = [rank(from), rank(to)]
  if (a === b) return false
  // No limit at all is looser than any limit.
  if (a === null || b === null) return b === null
  return tighter === 'lower' ? b > a : b < a
}

/**
 * Write a raw value as people read it: shares and bonuses in percent with two decimals or as many as it takes, amounts with grouped thousands.
 *
 * @example
 * const threshold = { unit: 'bps', shownAs: 'share', off: null, unlimited: null }
 * formatParameter(threshold, '8300') // '83.00 %'
 */
export function formatParameter({ unit, shownAs, off, unlimited }: ParameterSpec, raw: string | number | bigint): string {
  const value = BigInt(raw)
  if (unlimited !== null && value === BigInt(unlimited)) return 'no limit'
  const decimals = DECIMALS[unit]
  if (shownAs === 'amount') return decimal(value, decimals, 0)
  // At exactly one a bonus pays nothing; below it stands for "none" too.
  if (shownAs === 'bonus' && off !== null && value <= BigInt(off)) return 'none'
  const one = 10n ** BigInt(decimals)
  const share = shownAs === 'bonus' ? value - one : value
  return `${decimal(share * 100n, decimals, 2)} %`
}

/** Write an integer with `decimals` decimals exactly, with at least `digits` of them. */
function decimal(value: bigint, decimals: number, digits: number): string {
  const sign = value < 0n ? '-' : ''
  const padded = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const whole = padded.slice(0, padded.length - decimals).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const fraction = padded
    .slice(padded.length - decimals)
    .replace(/0+$/, '')
    .padEnd(digits, '0')
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
