import { z } from 'zod'
import { claimCheckSchema } from '../../core/claimCheck.js'
import { hash32Schema, uintStringSchema } from '../../core/schemas/wire.js'
import { marketIdSchema } from '../../core/units/marketId.js'

/** Fields that every target's state begins with; each target adds its own. */
export const chainStateShape = {
  market: marketIdSchema,
  chainId: z.int().positive(),
  block: z.strictObject({ number: uintStringSchema, hash: hash32Schema, timestampSeconds: z.int().nonnegative() }),
  /** Index of all accounts that ever had a debt, from which the positions were read. */
  positionsIndex: claimCheckSchema.optional(),
}

/** What is known of a market at one block before its target is asked. */
export type ChainState = z.infer<z.ZodObject<typeof chainStateShape>>
