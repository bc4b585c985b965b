import { describe, expect, it } from '@jest/globals'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import {
  BarAfterAsOfError,
  DegenerateSeriesError,
  InvalidParameterError,
  InvalidSeriesValueError,
  MisalignedSeriesError,
  QualityInputError,
  SeriesTooShortError,
} from '../../../models/errors.js'

describe('errors of the estimators and the quality stage', () => {
  // Callers and retry policies match on these codes: changing one is a breaking change.
  it.each([
    ['SERIES_TOO_SHORT', new SeriesTooShortError({ what: 'A model', observations: 3, required: 5 }), ['3', '5']],
    ['DEGENERATE_SERIES', new DegenerateSeriesError({ what: 'A model', reason: 'it is constant' }), ['it is constant']],
    [
      'INVALID_SERIES_VALUE',
      new InvalidSeriesValueError({ what: 'Prices', index: 2, value: -1, demand: 'positive' }),
      ['-1', '2', 'positive'],
    ],
    ['MISALIGNED_SERIES', new MisalignedSeriesError('1 and 2'), ['1 and 2']],
    [
      'INVALID_PARAMETER',
      new InvalidParameterError({ parameter: 'lambda', value: 2, demand: 'below 1' }),
      ['lambda', '2', 'below 1'],
    ],
    ['QUALITY_INPUT', new QualityInputError('asset A is duplicated'), ['asset A is duplicated']],
    [
      'BAR_AFTER_AS_OF',
      new BarAfterAsOfError({ asset: 'A', source: 's', closesAt: 'then', asOf: 'now' }),
      ['A', 's', 'then', 'now'],
    ],
  ])('default: %s is stable, names its facts and has a remedy', (code, error, facts) => {
    expect(error).toBeInstanceOf(PlimsollError)
    expect({ code: error.code, retryable: error.retryable, name: error.name }).toEqual({
      code,
      retryable: false,
      name: error.constructor.name,
    })
    for (const fact of facts) expect(error.shortMessage).toContain(fact)
    expect(error.metaMessages.length).toBeGreaterThan(0)
  })
})
