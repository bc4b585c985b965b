import { z } from 'zod'
import { addressSchema } from '../../core/schemas/wire.js'

/** A role that can change a parameter, and everybody who holds it. */
export const authoritySchema = z.strictObject({
  /** The role in the protocol's terms: RISK_ADMIN, POOL_ADMIN, owner of the addresses provider … */
  role: z.string(),
  /** Contract that enforces it. */
  contract: addressSchema,
  /** `sets`: a holder can set the parameters. `stops`: it can only stop the market. `controls`: it can replace what decides. */
  effect: z.enum(['sets', 'stops', 'controls']),
  /** What a holder can do, in one sentence. */
  power: z.string(),
  holders: z.array(addressSchema),
})

/** @see authoritySchema */
export type Authority = z.infer<typeof authoritySchema>
