import { describe, expect, it } from '@jest/globals'
import { ServiceError, WorkflowFailedError } from '@temporalio/client'
import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common'
import { CommanderError } from 'commander'
import { HttpRequestError } from 'viem'
import { ChainUnreachable } from '../../../activities/chain/errors.js'
import { RpcTimedOut } from '../../../activities/chain/rpcErrors.js'
import { toApplicationFailure } from '../../../activities/runtime/toApplicationFailure.js'
import { describeError as describeWith } from '../../../cli/output/describeError.js'
import { createDiscretion } from '../../../cli/output/discretion.js'
import { ProposalRefused } from '../../../client/proposals.js'

/** Nothing was typed in. */
const describeError = (error: unknown, secrets: readonly string[]) => {
  const discretion = createDiscretion([], () => undefined)
  for (const secret of secrets) discretion.keepSecret(secret)
  return describeWith(error, discretion)
}

const key = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'

describe('describeError', () => {
  it('default', () => {
    const error = new ChainUnreachable('https://eth.example.com/v2/topsecret', new Error('x'))
    expect(describeError(error, [])).toEqual({
      exit: 'chain',
      code: 'CHAIN_UNREACHABLE',
      message: "The chain's RPC node at https://eth.example.com/… does not answer.",
      details: ['Check that the node runs and that the environment variable named in chain.rpcUrlEnv holds its URL.'],
    })
  })

  it('behavior: secrets are redacted wherever they stand', () => {
    const described = describeError(new Error(`bad key ${key} at https://node.example/${key}`), [key])
    expect(JSON.stringify(described)).not.toContain(key.slice(2))
    expect(described.exit).toBe('unexpected')
  })

  it("behavior: a refusal keeps the workflow's own code", () => {
    const described = describeError(new ProposalRefused('SOME_NEW_REFUSAL', 'No.\nDo that.'), [])
    expect(described).toEqual({ exit: 'refused', code: 'SOME_NEW_REFUSAL', message: 'No.', details: ['Do that.'] })
  })

  it('behavior: a failed run speaks in the words of the activity that failed', () => {
    const cause = ApplicationFailure.create({ type: 'SERIES_TOO_SHORT', message: 'Too short.\nGive more.', nonRetryable: true })
    const activity = new ActivityFailure(
      'Activity task failed',
      'computeRecommendation',
      '1',
      RetryState.NON_RETRYABLE_FAILURE,
      'w',
      cause,
    )
    expect(
      describeError(new WorkflowFailedError('Workflow execution failed', activity, RetryState.NON_RETRYABLE_FAILURE), []),
    ).toEqual({
      exit: 'run',
      code: 'SERIES_TOO_SHORT',
      message: 'The recalibration failed: Too short.',
      details: ['Give more.'],
    })
  })

  it.each([
    [new ChainUnreachable('https://eth.example.com', new Error('x')), 'chain'],
    [new RpcTimedOut('too late'), 'chain'],
    [new TypeError('x is not a function'), 'run'],
  ] as const)('behavior: a failed run ends as the kind of what failed: %s', (original, exit) => {
    const cause = toApplicationFailure(original, [])
    const activity = new ActivityFailure('Activity task failed', 'readState', '1', RetryState.NON_RETRYABLE_FAILURE, 'w', cause)
    const failed = new WorkflowFailedError('Workflow execution failed', activity, RetryState.NON_RETRYABLE_FAILURE)
    expect(describeError(failed, []).exit).toBe(exit)
  })

  it('behavior: a refusal behind which an activity failed has the kind of its error', () => {
    expect(describeError(new ProposalRefused('RPC_TIMED_OUT', 'Too late.', 'chain'), []).exit).toBe('chain')
  })

  it("behavior: viem's errors give neither URL nor request", () => {
    const described = describeError(
      new HttpRequestError({ url: 'https://eth.example.com/v2/topsecret', body: { method: 'eth_call' } }),
      [],
    )
    expect(described.exit).toBe('chain')
    expect(JSON.stringify(described)).not.toMatch(/topsecret|eth_call/)
  })

  it('behavior: usage errors', () => {
    const error = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--jsn'\n(Did you mean --json?)")
    expect(describeError(error, [])).toEqual({
      exit: 'usage',
      code: 'USAGE',
      message: "Unknown option '--jsn'.",
      details: ['(Did you mean --json?)'],
    })
  })

  it("behavior: the server's own words, also where the client wraps them", () => {
    const busy = Object.assign(new Error('14 UNAVAILABLE: busy'), { code: 14, details: 'busy', metadata: {} })
    const wrapped = describeError(new ServiceError('Failed to describe schedule', { cause: busy }), [])
    expect(wrapped).toEqual(describeError(busy, []))
    expect(wrapped.exit).toBe('temporal')
  })
})
