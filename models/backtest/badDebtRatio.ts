import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requireFinite } from '../returns/requireFinite.js'
import { requireSameLength } from '../returns/requireSameLength.js'
import { type QuantileBand, quantileBand } from '../uncertainty/quantileBand.js'
import { stationaryBootstrap } from '../uncertainty/stationaryBootstrap.js'

/** Bad debt of a policy over that of a baseline. */
export interface BadDebtRatio {
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
