import { z } from 'zod'
import { durationSchema } from '../../core/schemas/wire.js'

/** Where no name of a variable is expected but a value is pasted, a secret would end up in the file and in the evidence. */
const variableNameSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'must be the NAME of an environment variable, not its value')

/** The Safe Transaction Service: owners see a proposal in their wallet and sign it there. */
export const safeServiceConfigSchema = z
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

/** @see safeServiceConfigSchema */
export type SafeServiceConfig = z.infer<typeof safeServiceConfigSchema>

/** List the variables that a service's configuration names, by their path in a route's part. */
export function serviceVariables(service: SafeServiceConfig | null): { path: string; name: string }[] {
  return (['urlEnv', 'apiKeyEnv', 'delegateKeyEnv'] as const).flatMap((key) => {
    const name = service?.[key]
    return name === undefined ? [] : [{ path: `service.${key}`, name }]
  })
}
