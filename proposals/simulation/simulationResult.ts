import { z } from 'zod'
import { addressSchema, hash32Schema, hexSchema, uintStringSchema } from '../../core/schemas/wire.js'
import { marketIdSchema } from '../../core/units/marketId.js'
import { routeStatusSchema } from '../routes/routeStatus.js'

const argumentSchema = z.strictObject({ name: z.string(), value: z.string() })

/** One event that a simulated transaction emitted, decoded where the event is one that route or target know. */
export const simulatedEventSchema = z.strictObject({
  /** Step of the route whose transaction emitted it. */
  step: z.string(),
  address: addressSchema,
  /** Event name; null when nobody knows it. */
  event: z.string().nullable(),
  arguments: z.array(argumentSchema),
  topics: z.array(hash32Schema),
  data: hexSchema,
})

/** @see simulatedEventSchema */
export type SimulatedEvent = z.infer<typeof simulatedEventSchema>

/** One transaction as the fork carried it out. */
export const simulatedTransactionSchema = z.strictObject({
  step: z.string(),
  from: addressSchema,
  to: addressSchema,
  outcome: z.enum(['success', 'reverted']),
  gasUsed: uintStringSchema,
  timestampSeconds: z.int().nonnegative(),
})

/** @see simulatedTransactionSchema */
export type SimulatedTransaction = z.infer<typeof simulatedTransactionSchema>

/** A parameter at the pinned block, after the wait alone, and after the wait with the change. */
export const simulatedParameterSchema = z.strictObject({
  /** Reserve's symbol, `e-mode 1 "…"`, or `market`. */
  subject: z.string(),
  /** The reserve's address; null where the parameter is of no reserve. */
  address: addressSchema.nullable(),
  parameter: z.string(),
  before: z.string(),
  control: z.string(),
  after: z.string(),
})

/** @see simulatedParameterSchema */
export type SimulatedParameter = z.infer<typeof simulatedParameterSchema>

/** A borrower by the chain's own account, after the wait without and with the change. Health factors have 18 decimals. */
export const simulatedAccountSchema = z.strictObject({
  account: addressSchema,
  /** Debt without the change, USD by the oracle. */
  debtUsd: z.number().nonnegative(),
  healthFactorControl: uintStringSchema,
  healthFactorAfter: uintStringSchema,
})

/** @see simulatedAccountSchema */
export type SimulatedAccount = z.infer<typeof simulatedAccountSchema>

const groupSchema = z.strictObject({ accounts: z.int().nonnegative(), usd: z.number().nonnegative() })

/** What the change does to borrowers. */
export const simulatedHealthSchema = z.strictObject({
  borrowers: z.int().nonnegative(),
  /** Health factor below 1 after the wait alone. */
  liquidatableControl: groupSchema,
  /** Health factor below 1 after the wait with the change. */
  liquidatableAfter: groupSchema,
  /** Health factor of at least 1 without the change and below 1 with it, thinnest first. */
  madeLiquidatable: groupSchema.extend({ list: z.array(simulatedAccountSchema) }),
  /** Null without borrowers. */
  minHealthFactorControl: uintStringSchema.nullable(),
  minHealthFactorAfter: uintStringSchema.nullable(),
})

/** @see simulatedHealthSchema */
export type SimulatedHealth = z.infer<typeof simulatedHealthSchema>

/** What the proposal's own bytes did on a copy of the chain, beside a copy that only waited as long. */
export const simulationResultSchema = z.strictObject({
  version: z.literal(1),
  proposalId: hash32Schema,
  market: marketIdSchema,
  chainId: z.int().positive(),
  /** The block that both copies began at. */
  block: z.strictObject({ number: uintStringSchema, hash: hash32Schema, timestampSeconds: z.int().nonnegative() }),
  /** Where the proposal was at that block: the simulation goes on from there. */
  phase: routeStatusSchema.shape.phase,
  /** `notExecutable`: the proposal is over on chain, and nothing was simulated. */
  outcome: z.enum(['executed', 'reverted', 'notExecutable']),
  /** Why it did not get through; null when it did. */
  failure: z.strictObject({ step: z.string(), reason: z.string() }).nullable(),
  /** The bytes that were simulated: hashes of the rounds' Safe transactions, and the ERC-8213 digest of the call that binds the change. */
  bytes: z.strictObject({ safeTxHashes: z.array(hash32Schema), executionDigest: hash32Schema }),
  transactions: z.array(simulatedTransactionSchema),
  events: z.array(simulatedEventSchema),
  /** Chain time at which both copies were compared; null when it did not get through. */
  comparedAtSeconds: z.int().nonnegative().nullable(),
  parameters: z.array(simulatedParameterSchema),
  accounts: z.array(simulatedAccountSchema),
  /** Null where the protocol knows no health of an account. */
  health: simulatedHealthSchema.nullable(),
})

/** @see simulationResultSchema */
export type SimulationResult = z.infer<typeof simulationResultSchema>
