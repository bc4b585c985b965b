import { z } from 'zod'
import { addressSchema, durationSchema, instantSchema } from '../core/schemas/wire.js'
import { marketIdSchema } from '../core/units/marketId.js'
import { assetSymbolSchema } from '../models/book/book.js'
import { impliedConfigSchema } from '../models/data/impliedConfig.js'
import { sourceConfigSchema } from '../models/data/sourceConfig.js'
import { guardrailConfigSchema } from '../models/policy/collateral/guardrailConfig.js'
import { policyConfigSchema } from '../models/policy/registry.js'
import { modelConfigSchema } from '../models/policy/modelConfig.js'
import { qualityConfigSchema } from '../models/quality/qualityConfig.js'
import { routeConfigSchema } from './routes/registry.js'
import { targetConfigSchema } from './targets/registry.js'

const assetConfigSchema = z.strictObject({
  symbol: assetSymbolSchema,
  address: addressSchema,
  /** Only adjustable assets are ever part of a proposal: the allow-list. */
  isAdjustable: z.boolean().default(true),
  /** Deviation at which the market's price feed updates, in basis points. */
  feedDeviationBps: z.int().min(0).max(1_000).default(50),
})

const chainConfigSchema = z.strictObject({
  id: z.int().positive(),
  /** Name of the environment variable that holds the RPC URL: the URL itself is a secret. */
  rpcUrlEnv: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be the NAME of an environment variable, not the URL'),
  /** Name of the variable with the URL of another node of the chain: what both say of a block must agree. None by default. */
  witnessRpcUrlEnv: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the NAME of an environment variable, not the URL')
    .optional(),
  /** Blocks on top of a transaction's before it counts. */
  confirmations: z.int().min(1).max(1_000).default(1),
  /** How often a waiting activity asks the chain. */
  pollInterval: durationSchema.default('12s'),
  /** How long a transaction may wait for a block before its fee is raised. */
  bumpFeeAfter: durationSchema.default('3m'),
  /**
   * Most that one transaction of the relayer may cost, gas limit times highest fee, in whole units of the chain's own coin (ether on
   * mainnet): what a node that lies about fees can make it spend.
   */
  maxTransactionCost: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,18})?$/, 'must be a decimal number of coins as text, such as "0.5"')
    .default('1'),
})

const proposalConfigSchema = z
  .strictObject({
    /** Chain time from drafting within which a proposal must be executed. */
    timeToLive: durationSchema.default('14d'),
  })
  .prefault({})

/** Everything of one market that a recommendation and a proposal depend on. Stored as evidence; holds no secret. */
export const marketConfigSchema = z
  .strictObject({
    id: marketIdSchema,
    chain: chainConfigSchema,
    target: targetConfigSchema,
    route: routeConfigSchema,
    assets: z.array(assetConfigSchema).min(1),
    /** In order of precedence: the first source that carries an asset is its primary one. */
    sources: z.array(sourceConfigSchema).min(1),
    /**
     * Implied volatility for `logHarImplied`, in order of precedence: the first source that is fit to be used counts. A value is the
     * standard deviation of a year, at today's option prices: what options cost, not what will be.
     */
    impliedVolatility: z.array(impliedConfigSchema).min(1).optional(),
    /**
     * `null` follows the clock; an instant fixes it; `chain` follows the chain's latest block (replay of history on a local chain).
     * Only bars closed by then are seen.
     */
    asOf: z
      .union([instantSchema, z.literal('chain')])
      .nullable()
      .default(null),
    /** What every reader of a proposal must know about the inputs. */
    notice: z.string().min(1).nullable().default(null),
    /** The backtest.json of `plimsoll backtest`, relative to the configuration file: its summary stands in every report. */
    backtest: z.string().min(1).optional(),
    quality: qualityConfigSchema,
    /** What decides, with its own constants; `models` and `guardrails` are those that a market's policies share. */
    policy: policyConfigSchema.prefault({ kind: 'collateral' }),
    models: modelConfigSchema,
    guardrails: guardrailConfigSchema,
    proposal: proposalConfigSchema,
  })
  .superRefine((market, context) => {
    const duplicates = (names: readonly string[], path: string, taken: readonly string[] = []) => {
      names.forEach((name, i) => {
        if (names.indexOf(name) === i && !taken.includes(name)) return
        context.addIssue({ code: 'custom', path: [path, i], message: `"${name}" is duplicated` })
      })
    }
    duplicates(
      market.assets.map(({ symbol }) => symbol),
      'assets',
    )
    const sources = market.sources.map(({ name }) => name)
    duplicates(sources, 'sources')
    duplicates(
      (market.impliedVolatility ?? []).map(({ name }) => name),
      'impliedVolatility',
      sources,
    )
  })

/** @see marketConfigSchema */
export type MarketConfig = z.infer<typeof marketConfigSchema>
