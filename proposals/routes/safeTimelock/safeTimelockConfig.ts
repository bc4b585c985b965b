import { z } from 'zod'
import { addressSchema, durationSchema } from '../../../core/schemas/wire.js'
import { safeServiceConfigSchema } from '../safeServiceConfig.js'

/** Safe → OpenZeppelin TimelockController: who signs, what delays, and what the route must hold to be trusted. */
export const safeTimelockConfigSchema = z.strictObject({
  kind: z.literal('safeTimelock'),
  safe: addressSchema,
  timelock: addressSchema,
  /** Least owner signatures the Safe must demand. */
  minimumThreshold: z.int().min(1).default(2),
  /** Least delay of the timelock. */
  minimumDelay: durationSchema.default('2d'),
  /** Account that may cancel a scheduled operation. */
  guardian: addressSchema,
  /** Modules and guard that are known and accepted; any other is an error of the checks. */
  allowedModules: z.array(addressSchema).default([]),
  allowedGuard: addressSchema.nullable().default(null),
  /** Block from which role events are read; 0 reads from genesis. */
  fromBlock: z.int().nonnegative().default(0),
  /** Null: signatures are handed in to Plimsoll only. */
  service: safeServiceConfigSchema.nullable().default(null),
})

/** @see safeTimelockConfigSchema */
export type SafeTimelockConfig = z.infer<typeof safeTimelockConfigSchema>
