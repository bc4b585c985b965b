import { z } from 'zod'
import { addressSchema } from '../../../core/schemas/wire.js'
import { callSchema } from '../../call.js'
import type { UnroutedProposal } from '../../unroutedProposal.js'
import { timelockOperationSchema } from '../../timelock/timelockOperation.js'
import { signingRoundSchema } from '../signingRound.js'
import { routeExitSchema, routeStepSchema } from '../steps.js'

/** Everything of one proposal on this route that is fixed before the first signature. */
export const safeTimelockBindingSchema = z.strictObject({
  kind: z.literal('safeTimelock'),
  safe: addressSchema,
  timelock: addressSchema,
  operation: timelockOperationSchema,
  steps: z.array(routeStepSchema),
  exits: z.array(routeExitSchema),
  rounds: z.array(signingRoundSchema).length(1),
  /** The empty self-call of the first round's nonce: once executed, the round's bytes are dead. */
  rejection: signingRoundSchema,
  /** The relayer's call once the operation is ready. */
  execution: callSchema,
  /** The guardian's call that ends a scheduled operation. */
  cancellation: callSchema,
})

/** @see safeTimelockBindingSchema */
export type SafeTimelockBinding = z.infer<typeof safeTimelockBindingSchema>

/** A proposal on this route. */
export type SafeTimelockProposal = UnroutedProposal & { readonly route: SafeTimelockBinding }
