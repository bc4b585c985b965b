/** What a tail model is fitted on. */
export interface TailSample {
  /** n log returns of one period each, ascending in time. */
  readonly returns: ArrayLike<number>
  /**
   * n + 1 positive volatilities of one period: element t was known before return t, the last is the forecast. Models that do not filter
   * ignore them.
   */
  readonly volatilities: ArrayLike<number>
  /** Log returns that the unfiltered tail is read off: those from before the filter had begun, too. `returns` by default. */
  readonly history?: ArrayLike<number>
}

/** A fitted tail: losses of the next period in the unit of the returns, positive for a loss and negative where even the tail gains. */
export interface TailModel {
  /**
   * Compute the loss that is exceeded with probability 1 - p.
   *
   * @param p - strictly between 0 and 1: 0.99, say.
   * @throws {InvalidParameterError} when p is outside (0, 1) or outside the part of the tail that the model describes.
   */
  valueAtRisk(p: number): number
  /**
   * Compute the mean of the losses of the worst 1 - p; never below the value at risk.
   *
   * @throws {InvalidParameterError} as `valueAtRisk`.
   */
  expectedShortfall(p: number): number
}

/** What an estimator may be told; each has its own default, and reads only what concerns it. */
export interface TailSettings {
  /** Share of the filtered losses in a blend with the long-run tail, from 0 to 1; 0.5 by default. */
  readonly filteredWeight?: number
  /** Share of returns in a fitted tail, in (0, 1); 0.1 by default. */
  readonly tailFraction?: number
}

/** Fits a tail model; a new kind is one file and one line of the registry. */
export type TailEstimator = (sample: TailSample, settings?: TailSettings) => TailModel
