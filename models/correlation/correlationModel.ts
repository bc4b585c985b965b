/** A fitted correlation model. */
export interface CorrelationModel {
  /**
   * Forecast the correlation matrix of a period after the sample.
   *
   * @param steps - periods ahead, a whole number of at least 1 (the default). Models without dynamics give one matrix for all.
   * @returns k rows of k correlations: exactly symmetric, exactly 1 on the diagonal, positive semi-definite up to rounding.
   * @throws {InvalidParameterError} when the steps are none.
   */
  forecast(steps?: number): Float64Array[]
}

/** What an estimator may be told; each has its own default. */
export interface CorrelationSettings {
  /** Decay of exponential weights, in (0, 1). */
  readonly lambda?: number
}

/**
 * Fits a correlation model to k columns of n values each, aligned in time: returns, or better returns over the volatility known before
 * them. No estimator depends on the unit of a column. A new kind is one file and one line of the registry.
 */
export type CorrelationEstimator = (columns: readonly ArrayLike<number>[], settings?: CorrelationSettings) => CorrelationModel
