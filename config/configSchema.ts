import { z } from 'zod'
import { evidenceConfigSchema } from '../activities/evidence/stores.js'
import { marketConfigSchema } from '../proposals/marketConfig.js'
import { scheduleConfigSchema } from './scheduleConfig.js'
import { temporalConfigSchema } from './temporalConfig.js'

/** Name of an environment variable that holds a secret: the configuration file never holds the secret itself. */
const environmentVariableName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'must be the NAME of an environment variable (capitals, digits, underscores), not its value')

/**
 * One market as the file has it: the market's own keys and, beside them, when it is recalibrated by itself.
 *
 * Parsing takes the two apart, because the market is stored as evidence of a proposal and its schedule has no part in one.
 */
const marketEntrySchema = marketConfigSchema
  .safeExtend({ schedule: scheduleConfigSchema.nullable().default(null) })
  .transform(({ schedule, ...market }) => ({ market, schedule }))

/** The whole configuration file. Secrets are named by environment variable, never written. */
export const configSchema = z
  .strictObject({
    version: z.literal(1),
    markets: z.array(marketEntrySchema).min(1),
    temporal: temporalConfigSchema,
    evidence: evidenceConfigSchema.prefault({}),
    compute: z
      .strictObject({
        /** Threads that a worker computes on; each takes some 30 MB, and a market of four assets is done in half a second on one. */
        threads: z.int().min(1).max(64).default(1),
      })
      .prefault({}),
    keys: z
      .strictObject({
        /** Variable with the key of the account that pays gas; it holds no role that can change a parameter. */
        relayerKeyEnv: environmentVariableName.default('PLIMSOLL_RELAYER_KEY'),
        /** Variable with the key of an account that may hand proposals to a Safe's transaction service. */
        delegateKeyEnv: environmentVariableName.optional(),
      })
      .prefault({}),
  })
  .superRefine(({ markets }, context) => {
    const ids = markets.map(({ market }) => market?.id)
    ids.forEach((id, i) => {
      if (id !== undefined && ids.indexOf(id) !== i)
        context.addIssue({ code: 'custom', path: ['markets', i, 'id'], message: `"${id}" is duplicated` })
    })
  })

/** @see configSchema */
export type Config = z.infer<typeof configSchema>

/** One market and its schedule, null where it is only run by hand. */
export type MarketEntry = Config['markets'][number]
