import { z } from 'zod'
import { addressSchema, durationSchema } from '../../../core/schemas/wire.js'

/** Where no name of a variable is expected but a value is pasted, a secret would end up in the file and in the evidence. */
const variableNameSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'must be the NAME of an environment variable, not its value')

/** The Safe Transaction Service: owners see a proposal in their wallet and sign it there. */
const serviceConfigSchema = z
  .strictObject({
    /** Variable with the address of a service, which ends in /api. Left out: Safe's own for the chain, which demands an API key. */
    urlEnv: variableNameSchema.optional(),
    /** Variable with the API key. */
    apiKeyEnv: variableNameSchema.optional(),
    /** Variable with the key of the account that proposes: no owner, registered as a delegate by one. */
    delegateKeyEnv: variableNameSchema.default('PLIMSOLL_DELEGATE_KEY'),
    /** How often confirmations are asked for. */
    pollInterval: durationSchema.default('30s'),
  })
  .refine(({ urlEnv, apiKeyEnv }) => urlEnv !== undefined || apiKeyEnv !== undefined, {
    path: ['apiKeyEnv'],
    error: "is needed for Safe's own service; name the variable of an API key, or a service of your own in urlEnv",
  })

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
  service: serviceConfigSchema.nullable().default(null),
})

/** @see safeTimelockConfigSchema */
export type SafeTimelockConfig = z.infer<typeof safeTimelockConfigSchema>
