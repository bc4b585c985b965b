import { z } from 'zod'
import { addressSchema } from '../../core/schemas/wire.js'
import { InvalidParameterError } from '../errors.js'
import { historicalShortfall, shortfallStandardError } from '../tail/historicalShortfall.js'
import type { StressedAccount } from './largestAccounts.js'

const usd = z.number().nonnegative()

/** The parts of which the largest sizes an insurance fund, in the order in which equal ones are named. */
export const INSURANCE_PARTS = ['expectedShortfall', 'largestAccounts', 'worstReplay'] as const

/** What an insurance fund would have to hold, and why: USD. */
export const insuranceFundSchema = z.strictObject({
  /** Factor x the largest part. */
  usd,
  factor: z.number().min(1),
  /** Of the expected shortfalls. */
  probability: z.number(),
  /** The largest part; null where all are 0. */
  bindingPart: z.enum(INSURANCE_PARTS).nullable(),
  /** Mean bad debt of the whole book over its worst 1 - probability of the scenarios. */
  expectedShortfallUsd: usd,
  /** By how much that may be off, since the scenarios are finitely many: its standard error. */
  expectedShortfallErrorUsd: usd,
  /** Sum of the largest accounts' stressed losses. */
  largestAccountsUsd: usd,
  accounts: z.array(z.strictObject({ account: addressSchema, debtUsd: usd, stressedLossUsd: usd })),
  /** Largest bad debt of a replayed day: of 24 h, whatever the scenarios' horizon is. */
  worstReplayUsd: usd,
})

/** Why a figure is missing: what it would rest on is. Completes "not computed: …". */
export const notComputedSchema = z.strictObject({ notComputed: z.string().min(1) })

/** @see notComputedSchema */
export type NotComputed = z.infer<typeof notComputedSchema>
/** Said of every figure of a book whose prices no model moves. */
export const NOTHING_MOVES: NotComputed = { notComputed: 'no asset is modelled, so no price moves' }

/** @see insuranceFundSchema */
export type InsuranceFund = z.infer<typeof insuranceFundSchema>

/** What an insurance fund is sized by. */
export interface InsuranceFundInput {
  /** Bad debt of the whole book in each joint scenario, USD. */
  readonly badDebtUsd: Float64Array
  /** As `largestAccounts` stresses them, in the same scenarios and with the same probability. */
  readonly accounts: readonly StressedAccount[]
  /** Largest bad debt of a replayed day of 24 h, USD; 0 where none was replayed. */
  readonly worstReplayUsd: number
  /** Of the expected shortfall, strictly between 0 and 1: 0.999. */
  readonly probability: number
  /** Margin on top, at least 1: 1.1. */
  readonly factor: number
}

/**
 * Size an insurance fund: factor x the largest of the expected shortfall of the book's bad debt, the stressed losses of the largest accounts
 * together, and the worst replayed day.
 *
 * The first looks at everything at once; the second at few large accounts that may each meet a bad day of its own, as the default funds
 * of clearing houses do ("cover two"); the third at what has happened. The first two are over the scenarios' horizon, after
 * which liquidations are possible again; a replayed day is always 24 h, however short that horizon is. Bad debt that is there already at
 * the oracle's prices counts in all of them.
 *
 * @throws {SeriesTooShortError} when there is no scenario.
 * @throws {InvalidSeriesValueError} when a loss is not finite.
 * @throws {InvalidParameterError} when the probability is outside (0, 1), the factor not finite and at least 1, or a part
 *   of it no finite loss.
 * @source CPMI-IOSCO, Principles for financial market infrastructures, 2012, principle 4 (cover two); Regulation (EU) 648/2012,
 *   article 43(2)
 * @example
 * import { insuranceFund } from 'plimsoll/models'
 *
 * const badDebtUsd = Float64Array.from({ length: 1_000 }, (_, scenario) => (scenario < 10 ? 50_000 : 0))
 * const fund = insuranceFund({ badDebtUsd, accounts: [], worstReplayUsd: 20_000, probability: 0.99, factor: 1.1 })
 * fund.usd.toFixed(0) // '55000'
 */
export function insuranceFund({ badDebtUsd, accounts, worstReplayUsd, probability, factor }: InsuranceFundInput): InsuranceFund {
  if (!(factor >= 1 && factor < Infinity)) {
    throw new InvalidParameterError({ parameter: 'factor', value: factor, demand: 'finite and at least 1' })
  }
  const expectedShortfallUsd = historicalShortfall(
    badDebtUsd.map((loss) => -loss),
    probability,
  )
  const largestAccountsUsd = accounts.reduce((sum, { stressedLossUsd }) => sum + stressedLossUsd, 0)
  const parts = { expectedShortfall: expectedShortfallUsd, largestAccounts: largestAccountsUsd, worstReplay: worstReplayUsd }
  for (const [parameter, value] of Object.entries(parts)) {
    if (!(value >= 0 && value < Infinity)) {
      throw new InvalidParameterError({ parameter, value, demand: 'a finite loss of at least 0' })
    }
  }
  const largest = Math.max(...Object.values(parts))
  return {
    usd: factor * largest,
    factor,
    probability,
    bindingPart: largest === 0 ? null : (INSURANCE_PARTS.find((part) => parts[part] === largest) ?? null),
    expectedShortfallUsd,
    expectedShortfallErrorUsd: shortfallStandardError(badDebtUsd, probability),
    largestAccountsUsd,
    accounts: accounts.map(({ account, debtUsd, stressedLossUsd }) => ({ account, debtUsd, stressedLossUsd })),
    worstReplayUsd,
  }
}
