import { z } from 'zod'
import { durationSchema } from '../../../core/schemas/wire.js'
import { bpsSchema } from '../../../core/units/bps.js'

const range = (min: number, max: number) =>
  z
    .strictObject({ minBps: bpsSchema, maxBps: bpsSchema })
    .refine(({ minBps, maxBps }) => minBps <= maxBps, 'minBps must not be above maxBps')
    .prefault({ minBps: min, maxBps: max })

const speed = (maxStepBps: number, cooldown: string) =>
  z
    .strictObject({
      /** Largest move of LTV and of the liquidation threshold in one change. */
      maxStepBps: z.int().positive().max(10_000).default(maxStepBps),
      /** Least chain time since the asset's last change, anyone's. */
      cooldown: durationSchema.default(cooldown),
    })
    .prefault({})

/** Limits on the whole change, before and after. Aave's own limits (LTV <= LT, LT x LB <= 100 %) hold besides. */
export const guardrailConfigSchema = z
  .strictObject({
    bounds: z.strictObject({ ltv: range(1_000, 8_500), lt: range(1_500, 9_000), lb: range(10_100, 11_500) }).prefault({}),
    tighten: speed(200, '3d'),
    loosen: speed(100, '7d'),
    /** Largest move of the liquidation bonus in one change. */
    maxBonusStepBps: z.int().positive().max(10_000).default(100),
    /** LTV stays below the liquidation threshold by at least this. */
    ltvBufferBps: z.int().min(1).max(5_000).default(300),
    /** Moves that need a target whose 5 to 95 % band excludes the current value: all of them, those that loosen, or none. */
    bandGate: z.enum(['all', 'loosening', 'none']).default('loosening'),
    /** A parameter that would move by less keeps its value. */
    minimumMoveBps: z.int().min(1).max(1_000).default(25),
    /**
     * Debt of the accounts that the change itself may make liquidatable, in USD at the oracle's prices: their whole debt, also where the venue
     * lets liquidators close less of it at once.
     */
    maxMadeLiquidatableUsd: z.number().nonnegative().default(0),
    /**
     * How far above 1 the change must leave a health factor for the account not to count there: debts grow by their interest while
     * signatures are collected and the delay runs (0.5 % is two weeks at 13 % a year).
     */
    healthFactorMarginBps: z.int().min(0).max(2_000).default(50),
  })
  .prefault({})

/** @see guardrailConfigSchema */
export type GuardrailConfig = z.infer<typeof guardrailConfigSchema>
