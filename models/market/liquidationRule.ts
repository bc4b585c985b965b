import { z } from 'zod'
import { bpsSchema } from '../../core/units/bps.js'

const shareSchema = bpsSchema.refine((value) => value <= 10_000, 'must be at most 10000')

/** How much of a liquidatable account's debt a venue lets one liquidation call repay: the venue's own terms, read or known by its target. */
export const liquidationRuleSchema = z.strictObject({
  /** Share of the account's whole debt that a call may repay at most, where it may not repay all. */
  closeFactorBps: shareSchema,
  /** At or below this health factor (10,000 is 1) a call may repay all. */
  fullCloseHealthFactorBps: shareSchema,
  /** A call may repay all where the collateral that it takes, or the debt that it repays, is worth less than this: USD of one reserve. */
  fullCloseBelowUsd: z.number().nonnegative(),
  /** What a call must leave of that collateral and of that debt, in USD, unless it takes one of them whole; it reverts otherwise. */
  minimumLeftoverUsd: z.number().nonnegative(),
})

/** @see liquidationRuleSchema */
export type LiquidationRule = z.infer<typeof liquidationRuleSchema>
