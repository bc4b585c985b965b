import { describe, expect, it } from '@jest/globals'
import { type ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { WrongChain } from '../../../activities/chain/errors.js'
import { RpcRateLimited, RpcTimedOut } from '../../../activities/chain/rpcErrors.js'
import { toApplicationFailure } from '../../../activities/runtime/toApplicationFailure.js'
import { WorkerStopping } from '../../../activities/runtime/untilStopped.js'

const HOUR = 3_600_000
const failureOf = (error: unknown, ranMs?: number) => toApplicationFailure(error, ['a-secret'], ranMs) as ApplicationFailure

describe('toApplicationFailure', () => {
  it('default: the type is the code, and the class says whether to try again', () => {
    expect(failureOf(new RpcTimedOut('too late'))).toMatchObject({
      type: 'RPC_TIMED_OUT',
      nonRetryable: false,
      details: [{ kind: 'chain' }],
    })
    expect(failureOf(new WrongChain(1, 5))).toMatchObject({ type: 'WRONG_CHAIN', nonRetryable: true })
    expect(failureOf(new TypeError('with a-secret in it'))).toMatchObject({ type: 'TypeError', nonRetryable: false })
    expect(failureOf(new TypeError('with a-secret in it')).message).not.toContain('a-secret')
  })

  it('behavior: what is a failure of Temporal already passes', () => {
    const cancelled = new CancelledFailure('CANCELLED')
    expect(failureOf(cancelled)).toBe(cancelled)
  })

  it('behavior: after a short attempt the pause is the policy’s, after a long one it begins anew', () => {
    for (const error of [new RpcTimedOut('too late'), new TypeError('cut')]) {
      expect(failureOf(error, 30_000).nextRetryDelay).toBeUndefined()
      expect(failureOf(error, HOUR).nextRetryDelay).toBe(500)
    }
    expect(failureOf(new RpcRateLimited('slow down', 9_000), HOUR).nextRetryDelay).toBe(9_000)
  })

  it('behavior: a worker that stops counts as nobody’s failure', () => {
    expect(failureOf(new WorkerStopping(), HOUR)).toMatchObject({
      type: 'WORKER_STOPPING',
      nonRetryable: false,
      category: 'BENIGN',
      nextRetryDelay: 1_000,
    })
  })
})
