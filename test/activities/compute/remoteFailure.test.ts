import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { describeFailure, rebuildError, RemoteTaskFailed } from '../../../activities/compute/remoteFailure.js'
import { toApplicationFailure } from '../../../activities/runtime/toApplicationFailure.js'
import { InvalidInputError } from '../../../core/errors/invalidInputError.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

const crossed = (error: unknown) => rebuildError(structuredClone(describeFailure(error)))

class Busy extends PlimsollError {
  readonly code = 'BUSY'
  readonly kind = 'service'
  override readonly retryable = true
  readonly retryAfterMs = 1_500
  readonly handle = () => undefined
}

describe('describeFailure and rebuildError', () => {
  it('default: code, messages, issues and cause cross', () => {
    const { error } = z.object({ a: z.number() }).safeParse({ a: 'x' })
    const original = new InvalidInputError('The input', error as z.ZodError)
    const rebuilt = crossed(original) as RemoteTaskFailed
    expect(rebuilt).toBeInstanceOf(RemoteTaskFailed)
    expect(rebuilt).toBeInstanceOf(PlimsollError)
    expect(rebuilt.code).toBe('INVALID_INPUT')
    expect(rebuilt.name).toBe('InvalidInputError')
    expect(rebuilt.message).toBe(original.message)
    expect(rebuilt.issues).toEqual(original.issues)
    expect(rebuilt.stack).toBe(original.stack)
  })

  it("behavior: Temporal sees the original's failure", () => {
    const cause = new RangeError('too much')
    const original = new Busy({ shortMessage: 'Busy.', metaMessages: ['Wait.'], cause })
    const rebuilt = crossed(original)
    expect(toApplicationFailure(rebuilt, [])).toMatchObject({
      type: 'BUSY',
      details: [{ kind: 'service' }],
      nonRetryable: false,
      nextRetryDelay: 1_500,
    })
    expect(rebuilt.cause).toMatchObject({ name: 'RangeError', message: 'too much', stack: cause.stack })
    expect(rebuilt).not.toHaveProperty('handle')
  })

  it('behavior: others keep name and message; what is no error becomes one', () => {
    const error = new TypeError('x is not a function')
    expect(crossed(error)).toMatchObject({ name: 'TypeError', message: 'x is not a function', stack: error.stack })
    expect(crossed('text')).toMatchObject({ name: 'Error', message: 'text' })
  })

  it('behavior: a ring of causes ends', () => {
    const a = new Error('a')
    a.cause = new Error('b', { cause: a })
    expect(crossed(a).cause).toMatchObject({ message: 'b' })
  })
})
