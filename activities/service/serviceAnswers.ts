import { z } from 'zod'
import { addressSchema, hash32Schema, hexSchema, uintStringSchema } from '../../core/schemas/wire.js'

/** Numbers come as numbers from one version of the service and as strings from another. */
const countSchema = z.union([z.int().nonnegative().transform(String), uintStringSchema])
const ZERO_ADDRESS = '0x0000000000000000000000000000000000000000'
const addressOrZeroSchema = z
  .union([addressSchema, z.null()])
  .default(null)
  .transform((value) => value ?? ZERO_ADDRESS)

/** One owner's confirmation as the service holds it. Nothing of it is believed. */
const confirmationSchema = z.object({ owner: addressSchema, signature: hexSchema.nullable().default(null) })

/** A Safe transaction as the service holds it; keys that are not read here are ignored. */
export const serviceTransactionSchema = z.object({
  safe: addressSchema,
  to: addressSchema,
  value: countSchema,
  data: hexSchema.nullable().transform((data) => data ?? ('0x' as const)),
  operation: z.union([z.literal(0), z.literal(1)]),
  safeTxGas: countSchema,
  baseGas: countSchema,
  gasPrice: countSchema,
  gasToken: addressOrZeroSchema,
  refundReceiver: addressOrZeroSchema,
  nonce: countSchema,
  safeTxHash: hash32Schema,
  isExecuted: z.boolean(),
  /** False for a proposal without a signature, which the wallet hides. */
  trusted: z.boolean(),
  confirmations: z.array(confirmationSchema).max(500).nullish(),
})

/** A page of the service's list of a Safe's transactions. */
export const servicePageSchema = z.object({ results: z.array(serviceTransactionSchema) })

/** The service's list of the registrations of a delegate. `safe` is null where it holds for every Safe of the owner. */
export const serviceDelegatesSchema = z.object({
  results: z.array(z.object({ safe: addressSchema.nullable(), delegate: addressSchema, delegator: addressSchema })),
})

/** @see serviceTransactionSchema */
export type ServiceTransaction = z.infer<typeof serviceTransactionSchema>
