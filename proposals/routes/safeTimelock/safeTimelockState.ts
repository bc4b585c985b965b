import { z } from 'zod'
import { uintStringSchema } from '../../../core/schemas/wire.js'
import { safeStateSchema } from '../../safe/safeState.js'
import { timelockStateSchema } from '../../timelock/timelockState.js'

/** A Safe and a timelock as the chain has them at one block. */
export const safeTimelockStateSchema = z.strictObject({
  kind: z.literal('safeTimelock'),
  block: z.strictObject({ number: uintStringSchema, timestampSeconds: z.int().nonnegative() }),
  safe: safeStateSchema,
  timelock: timelockStateSchema,
})

/** @see safeTimelockStateSchema */
export type SafeTimelockState = z.infer<typeof safeTimelockStateSchema>
