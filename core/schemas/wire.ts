import { getAddress, isAddress, type Address, type Hex } from 'viem'
import { z } from 'zod'

/** A checksummed 20-byte address. Lower-case input is checksummed; a wrong checksum is refused. */
export const addressSchema = z
  .string()
  .refine((value) => isAddress(value), 'must be a 20-byte hex address with a right checksum (or all lower case)')
  .transform((value): Address => getAddress(value))

/** 0x-prefixed bytes of any length. */
export const hexSchema = z
  .string()
  .regex(/^0x([0-9a-fA-F]{2})*$/, 'must be 0x-prefixed hex of whole bytes')
  .transform((value) => value as Hex)

/** A 32-byte hash. */
export const hash32Schema = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, 'must be 0x and 64 hex digits')
  .transform((value) => value.toLowerCase() as Hex)

/** An unsigned integer on the wire: a decimal string, since JSON numbers lose digits beyond 2^53. */
export const uintStringSchema = z.string().regex(/^(0|[1-9][0-9]*)$/, 'must be an unsigned decimal string')

/** An instant on the wire: ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime({
  offset: false,
  error: 'must be an ISO 8601 instant in UTC such as 2022-06-12T00:00:00Z',
})

/** A duration written for people: a whole number and a unit (`ms`, `s`, `m`, `h`, `d`). */
export const durationSchema = z
  .string()
  .regex(/^[1-9][0-9]*(ms|s|m|h|d)$/, "must be a whole number and a unit: '500ms', '30s', '5m', '24h', '3d'")
