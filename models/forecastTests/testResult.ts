/** What a test of forecasts says: a large statistic and a small p-value speak against the forecasts. */
export interface TestResult {
  readonly statistic: number
  /** Degrees of freedom of the chi-squared distribution that the statistic has when the forecasts are right. */
  readonly degreesOfFreedom: number
  /** Probability of a statistic at least this large when the forecasts are right, from 0 to 1. */
  readonly pValue: number
}
