import { PlimsollError } from '../core/errors/plimsollError.js'

/** A matrix is not square, not symmetric, or holds a value that no approximate correlation matrix can hold. */
export class InvalidMatrixError extends PlimsollError {
  readonly code = 'INVALID_MATRIX'
  readonly kind = 'run'

  constructor(reason: string) {
    super({
      shortMessage: `The matrix cannot be read: ${reason}.`,
      metaMessages: ['Give as many rows as columns, equal numbers on both sides of the diagonal, all finite.'],
    })
  }
}

/** A market state, or the inputs around it, contradict each other: a symbol twice, a holding of no known reserve, another market's data. */
export class InconsistentStateError extends PlimsollError {
  readonly code = 'INCONSISTENT_STATE'
  readonly kind = 'run'

  constructor(what: string, remedy = 'Read the state again at one block; if it persists, the reader of the chain is at fault.') {
    super({ shortMessage: what, metaMessages: [remedy] })
  }
}

/** A minimisation ended where the function still falls, or found no point at which it is defined. */
export class NotConvergedError extends PlimsollError {
  readonly code = 'NOT_CONVERGED'
  readonly kind = 'run'
  readonly iterations: number

  constructor({ what, iterations, reason }: { what: string; iterations: number; reason: string }) {
    super({
      shortMessage: `${what} did not converge within ${iterations} iterations: ${reason}.`,
      metaMessages: [
        'Look for outliers or long standstills in the series, give more observations, or use a simpler model (EWMA).',
      ],
    })
    this.iterations = iterations
  }
}

/** A source delivered a bar that was not closed at the as-of instant: the run would see the future. */
export class BarAfterAsOfError extends PlimsollError {
  readonly code = 'BAR_AFTER_AS_OF'
  readonly kind = 'run'

  constructor({ asset, source, closesAt, asOf }: { asset: string; source: string; closesAt: string; asOf: string }) {
    super({
      shortMessage: `${asset}: a bar of source ${source} closes at ${closesAt}, after the as-of instant ${asOf}.`,
      metaMessages: ['A source must drop every bar that is not closed by the as-of instant. Correct the source.'],
    })
  }
}

/** The quality stage was called with series that contradict their own labels: a defect of the caller, not of the market data. */
export class QualityInputError extends PlimsollError {
  readonly code = 'QUALITY_INPUT'
  readonly kind = 'run'

  constructor(reason: string) {
    super({
      shortMessage: `Market data cannot be assessed: ${reason}.`,
      metaMessages: [
        'Give each asset once, each source once an asset, and daily bars with columns of one length in ascending time.',
      ],
    })
  }
}

/** A series is long enough and made of numbers, yet carries no information: constant prices, collinear regressors. */
export class DegenerateSeriesError extends PlimsollError {
  readonly code = 'DEGENERATE_SERIES'
  readonly kind = 'run'
  readonly what: string

  constructor({ what, reason }: { what: string; reason: string }) {
    super({
      shortMessage: `${what} cannot be estimated: ${reason}.`,
      metaMessages: [
        'Check the source: a frozen feed or a pegged asset gives such a series. Leave the asset out, or use another source.',
      ],
    })
    this.what = what
  }
}

/** A constant of an estimator is outside the range in which its formula holds. */
export class InvalidParameterError extends PlimsollError {
  readonly code = 'INVALID_PARAMETER'
  readonly kind = 'run'
  readonly parameter: string
  readonly value: number

  constructor({ parameter, value, demand }: { parameter: string; value: number; demand: string }) {
    super({
      shortMessage: `${parameter} is ${value}; it must be ${demand}.`,
      metaMessages: [`Set ${parameter} within that range.`],
    })
    this.parameter = parameter
    this.value = value
  }
}

/** A value of a series is not a number that the estimator can take (NaN, infinite, a price of zero or less). */
export class InvalidSeriesValueError extends PlimsollError {
  readonly code = 'INVALID_SERIES_VALUE'
  readonly kind = 'run'
  readonly index: number
  readonly value: number

  constructor({ what, index, value, demand }: { what: string; index: number; value: number; demand: string }) {
    super({
      shortMessage: `${what}: value ${value} at index ${index} must be ${demand}.`,
      metaMessages: ['Correct or remove the row in the source.'],
    })
    this.index = index
    this.value = value
  }
}

/** Series that are read side by side do not share their time axis. */
export class MisalignedSeriesError extends PlimsollError {
  readonly code = 'MISALIGNED_SERIES'
  readonly kind = 'run'

  constructor(reason: string) {
    super({
      shortMessage: `The series cannot be read side by side: ${reason}.`,
      metaMessages: ['Give series of one bar length that overlap in time.'],
    })
  }
}

/** A series has fewer observations than the estimator needs to mean anything. */
export class SeriesTooShortError extends PlimsollError {
  readonly code = 'SERIES_TOO_SHORT'
  readonly kind = 'run'
  readonly observations: number
  readonly required: number

  constructor({ what, observations, required }: { what: string; observations: number; required: number }) {
    super({
      shortMessage: `${what} has ${observations} observations; at least ${required} are needed.`,
      metaMessages: ['Use a source with a longer history, or leave the asset out until it has one.'],
    })
    this.observations = observations
    this.required = required
  }
}

/** A matrix that should be a correlation matrix is none: no random vector has these correlations. */
export class NotPositiveSemidefiniteError extends PlimsollError {
  readonly code = 'NOT_POSITIVE_SEMIDEFINITE'
  readonly kind = 'run'
  readonly row: number
  readonly pivot: number

  constructor(row: number, pivot: number) {
    super({
      shortMessage: `The correlation matrix is not positive semidefinite: pivot ${row} is ${pivot}, and must not be below 0.`,
      metaMessages: ['Estimate all pairs on the same days, or project the matrix to the nearest correlation matrix.'],
    })
    this.row = row
    this.pivot = pivot
  }
}

/** The likelihood is flat, or bends the wrong way, in some direction: parameters have no standard errors. */
export class SingularInformationError extends PlimsollError {
  readonly code = 'SINGULAR_INFORMATION'
  readonly kind = 'run'
  /** Which information matrix: `qml`, `hessian` and so on. */
  readonly matrix: string

  constructor({ matrix, parameters }: { matrix: string; parameters: readonly string[] }) {
    super({
      shortMessage: `The ${matrix} matrix of ${parameters.join(', ')} is not positive definite: the data do not tell them apart.`,
      metaMessages: [
        'Give more observations, or fit a model with fewer parameters; the estimates and forecasts themselves can be used.',
      ],
    })
    this.matrix = matrix
  }
}
