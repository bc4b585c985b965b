import { correlationEstimators } from '../../../models/correlation/correlationEstimators.js'
import {
  type DynamicConditionalCorrelation,
  dynamicConditionalCorrelation,
  filterDcc,
} from '../../../models/correlation/dynamicConditionalCorrelation.js'

/** The days before a forecast: k columns each, aligned. */
export interface CorrelationWindow {
  readonly returns: readonly Float64Array[]
  readonly residuals: readonly Float64Array[]
}

/** Forecasts the correlations of the day after a window. Asked day by day: some keep a fit for a while. */
export type CorrelationForecaster = (window: CorrelationWindow) => readonly Float64Array[]

const DCC_REFIT_DAYS = 21

/** What the others are held against: the policy's correlation. */
export const REFERENCE = 'ewma 0.97, returns'

/** Every estimator by name, each a maker of a fresh forecaster: EWMA on returns and on residuals, the others on residuals. */
export const CORRELATION_COLUMNS: Readonly<Record<string, () => CorrelationForecaster>> = {
  ...Object.fromEntries(
    [0.94, 0.97, 0.99].flatMap((lambda) => [
      [
        `ewma ${lambda}, returns`,
        () =>
          ({ returns }: CorrelationWindow) =>
            ewma(returns, lambda),
      ],
      [
        `ewma ${lambda}, residuals`,
        () =>
          ({ residuals }: CorrelationWindow) =>
            ewma(residuals, lambda),
      ],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(correlationEstimators).flatMap(([name, estimator]) =>
      name === 'ewma' || name === 'dcc'
        ? []
        : [
            [
              name,
              () =>
                ({ residuals }: CorrelationWindow) =>
                  estimator([...residuals]).forecast(),
            ],
          ],
    ),
  ),
  dcc: refittedDcc,
}

function ewma(columns: readonly Float64Array[], lambda: number): Float64Array[] {
  return correlationEstimators.ewma(columns, { lambda }).forecast()
}

/** DCC with parameters of the last fit, run over each window. */
function refittedDcc(): CorrelationForecaster {
  let fit: Pick<DynamicConditionalCorrelation, 'alpha' | 'beta'> | undefined
  let age = 0
  return ({ residuals }) => {
    if (fit === undefined || age === DCC_REFIT_DAYS) {
      fit = dynamicConditionalCorrelation(residuals)
      age = 0
    }
    age++
    return filterDcc({ residuals, alpha: fit.alpha, beta: fit.beta }).forecast()
  }
}
