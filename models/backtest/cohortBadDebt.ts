import { InvalidParameterError, InvalidSeriesValueError } from '../errors.js'
import { quantileBand, type QuantileBand, stationaryBootstrap } from '../statistics/bootstrap.js'
import { requireFinite, requirePositive, requireSameLength } from '../statistics/require.js'
import type { BacktestTerms } from './backtestResult.js'

/** The reference terms: thirty days, a day's delay, 2 % slippage. */
export const REFERENCE_TERMS: BacktestTerms = { lifeHours: 720, delayHours: 24, slippage: 0.02 }
/** Share of the debt that a liquidator takes besides it, where nothing else is said: 5 %. */
export const REFERENCE_BONUS = 0.05

/** Loans of one collateral, each opened at full loan-to-value. */
export interface Cohorts {
  /** m closing prices, positive, without holes, ascending in time. */
  readonly prices: Float64Array
  /** m live liquidation thresholds, as fractions: every open loan is held against that of the bar, as on chain. */
  readonly thresholds: Float64Array
  /** m loan-to-values that a borrower of that bar takes, as fractions; at 0 nobody borrows. */
  readonly loanToValues: Float64Array
  /** m bonuses as fractions, of which the liquidator gets that of the bar of the sale; the reference bonus by default. */
  readonly bonuses?: Float64Array
  /** Bars at whose close loans open, indices into the columns. */
  readonly opensAt: ArrayLike<number>
  readonly terms: BacktestTerms
  /** Length of a bar in hours: 1 by default, 24 where there are daily prices only, which see less of what happens between. */
  readonly barHours?: number
}

/**
 * Compute the debt that each cohort of borrowers leaves uncovered, as a share of what it borrowed.
 *
 * A cohort borrows at full loan-to-value against one collateral. At the first close at which price times live threshold no longer covers the
 * debt it is doomed: after the delay the collateral is sold whole at the price of that bar less slippage, the liquidator keeps the bonus,
 * and what is missing is bad debt.
 *
 * @returns one share a cohort, from 0 to 1.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price or threshold is not positive and finite, or a loan-to-value or bonus negative or not finite.
 * @throws {InvalidParameterError} when a cohort's life and delay do not fit into the prices, or a term is out of range.
 */
export function cohortBadDebt({
  prices,
  thresholds,
  loanToValues,
  bonuses = new Float64Array(prices.length).fill(REFERENCE_BONUS),
  opensAt,
  terms,
  barHours = 1,
}: Cohorts): Float64Array {
  requireSameLength({ prices, thresholds, loanToValues, bonuses })
  requirePositive('Closing prices', prices)
  requirePositive('Thresholds', thresholds)
  requireNonNegative('Loan-to-values', loanToValues)
  requireNonNegative('Bonuses', bonuses)
  const { slippage } = checkTerms(terms)
  const { life, delay } = inBars(terms, barHours)
  const last = lastOpening(prices.length, terms, barHours)
  return Float64Array.from(opensAt, (open) => {
    if (!(Number.isInteger(open) && open >= 0 && open <= last)) {
      throw new InvalidParameterError({ parameter: 'opensAt', value: open, demand: `a whole number from 0 to ${last}` })
    }
    const owed = (loanToValues[open] as number) * (prices[open] as number)
    for (let bar = open + 1; bar <= open + life; bar++) {
      if ((prices[bar] as number) * (thresholds[bar] as number) < owed) {
        const sale = bar + delay
        const proceeds = ((prices[sale] as number) * (1 - slippage)) / (1 + (bonuses[sale] as number))
        return Math.max(0, 1 - proceeds / owed)
      }
    }
    return 0
  })
}

/** Tell the last of `bars` bars at which a cohort may open so that its life and a last sale are within them; negative where none may. */
export function lastOpening(bars: number, terms: BacktestTerms, barHours = 1): number {
  const { life, delay } = inBars(terms, barHours)
  return bars - 1 - life - delay
}

function inBars({ lifeHours, delayHours }: BacktestTerms, barHours: number): { life: number; delay: number } {
  return { life: Math.ceil(lifeHours / barHours), delay: Math.ceil(delayHours / barHours) }
}

function checkTerms(terms: BacktestTerms): BacktestTerms {
  for (const [parameter, value] of Object.entries(terms)) {
    const isHours = parameter.endsWith('Hours')
    if (isHours ? !(Number.isSafeInteger(value) && value >= 0) : !(value >= 0 && value < 1)) {
      const demand = isHours ? 'a whole number of at least 0' : 'from 0 to below 1'
      throw new InvalidParameterError({ parameter, value, demand })
    }
  }
  return terms
}

function requireNonNegative(what: string, values: Float64Array): void {
  requireFinite(what, values)
  const index = values.findIndex((value) => value < 0)
  if (index >= 0) throw new InvalidSeriesValueError({ what, index, value: values[index] as number, demand: 'not negative' })
}

/** Bad debt of a policy over that of a baseline. */
interface BadDebtRatio {
  /** Sum of the policy's over sum of the baseline's; null where the baseline has none. */
  readonly ratio: number | null
  /** 5, 50 and 95 % quantiles over resampled histories: the block-bootstrap 90 % interval. Null where no resample has a baseline. */
  readonly band: QuantileBand | null
}

/**
 * Compare two policies' bad debt over the same cohorts, with a stationary block bootstrap over their openings.
 *
 * Cohorts that open side by side live through the same weeks, so blocks should be longer than a cohort's life. Resamples in which the
 * baseline loses nothing have no ratio and are left out.
 *
 * @param policy - n bad debts, ascending in the time of opening.
 * @param baseline - n bad debts of the same cohorts.
 * @throws {SeriesTooShortError} when there is no cohort.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @throws {InvalidParameterError} when replications or meanBlock is out of range.
 */
export function badDebtRatio({
  policy,
  baseline,
  meanBlock,
  replications = 1_000,
  seed,
}: {
  policy: ArrayLike<number>
  baseline: ArrayLike<number>
  meanBlock: number
  replications?: number
  seed: number
}): BadDebtRatio {
  requireSameLength({ policy, baseline })
  requireFinite('Bad debts of the policy', policy)
  requireFinite('Bad debts of the baseline', baseline)
  if (!(Number.isInteger(replications) && replications > 0)) {
    throw new InvalidParameterError({ parameter: 'replications', value: replications, demand: 'a positive whole number' })
  }
  const n = policy.length
  const ratioOf = (at: (t: number) => number): number | null => {
    let [above, below] = [0, 0]
    for (let t = 0; t < n; t++) {
      above += policy[at(t)] as number
      below += baseline[at(t)] as number
    }
    return below > 0 && Number.isFinite(above / below) ? above / below : null
  }
  const draw = stationaryBootstrap({ length: n, meanBlock, seed })
  const draws: number[] = []
  for (let k = 0; k < replications; k++) {
    const indices = draw()
    const ratio = ratioOf((t) => indices[t] as number)
    if (ratio !== null) draws.push(ratio)
  }
  return { ratio: ratioOf((t) => t), band: draws.length === 0 ? null : quantileBand(draws) }
}
