import { InvalidParameterError } from '../../../models/errors.js'
import type { TailEstimator, TailModel } from '../../../models/tail/tailModel.js'
import type { TailSamples } from './tailSamples.js'

/** One estimator's forecasts at one level, on the days on which it has one. */
export interface TailForecasts {
  readonly level: number
  /** Indices of the returns that were forecast, ascending. */
  readonly days: Int32Array
  /** Losses forecast for those days, positive for a loss. */
  readonly valueAtRisk: Float64Array
  /** Mean losses forecast beyond them. */
  readonly expectedShortfall: Float64Array
}

/**
 * Forecast the tail of each day's return from the days before it alone, every estimator refitted every day.
 *
 * A day on which an estimator's formula does not hold at a level (Cornish-Fisher's expansion is not monotone) is left out of its days.
 *
 * @param estimators - by name, each on its own samples.
 * @param from - index of the first return that is forecast.
 * @param to - one past the last.
 * @returns by name, one entry a level.
 * @throws {PlimsollError} what the estimators throw, but for {@link InvalidParameterError} at a level.
 */
export function walkTails<Name extends string>({
  estimators,
  levels,
  from,
  to,
}: {
  estimators: Readonly<Record<Name, { readonly estimator: TailEstimator; readonly samples: TailSamples }>>
  levels: readonly number[]
  from: number
  to: number
}): Record<Name, TailForecasts[]> {
  const walk = ({ estimator, samples }: { estimator: TailEstimator; samples: TailSamples }): TailForecasts[] => {
    const rows = levels.map(() => [] as { day: number; valueAtRisk: number; expectedShortfall: number }[])
    for (let day = from; day < to; day++) {
      const model = estimator(samples(day))
      for (const [k, level] of levels.entries()) {
        const forecast = forecastAt(model, level)
        if (forecast !== null) rows[k]?.push({ day, ...forecast })
      }
    }
    return levels.map((level, k) => {
      const kept = rows[k] ?? []
      return {
        level,
        days: Int32Array.from(kept, ({ day }) => day),
        valueAtRisk: Float64Array.from(kept, ({ valueAtRisk }) => valueAtRisk),
        expectedShortfall: Float64Array.from(kept, ({ expectedShortfall }) => expectedShortfall),
      }
    })
  }
  const names = Object.keys(estimators) as Name[]
  return Object.fromEntries(names.map((name) => [name, walk(estimators[name])])) as Record<Name, TailForecasts[]>
}

function forecastAt(model: TailModel, level: number) {
  try {
    return { valueAtRisk: model.valueAtRisk(level), expectedShortfall: model.expectedShortfall(level) }
  } catch (error) {
    if (error instanceof InvalidParameterError) return null
    throw error
  }
}
