/** Quantile forecasts and what came: the input of every test of coverage. */
export interface CoverageSample {
  /** n marks in ascending time: 1 where the return was below minus the value at risk, else 0. */
  readonly violations: ArrayLike<number>
  /** n losses that were forecast, positive for a loss; element t was known before return t. */
  readonly valueAtRisk: ArrayLike<number>
  /** Forecast probability of a violation: 0.01 for a 99 % value at risk. */
  readonly violationProbability: number
}
