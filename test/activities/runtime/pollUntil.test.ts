import { describe, expect, it } from '@jest/globals'
import { CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { pollUntil } from '../../../activities/runtime/pollUntil.js'
import { WorkerStopping } from '../../../activities/runtime/untilStopped.js'

const LONG_MS = 3_600_000
const never = <T>() => new Promise<T>(() => {})

describe('pollUntil', () => {
  it('default: polls until something is found, with a heartbeat each', async () => {
    const environment = new MockActivityEnvironment()
    let beats = 0
    environment.on('heartbeat', () => {
      beats += 1
    })
    let polls = 0
    const poll = async () => {
      polls += 1
      return polls === 3 ? 'found' : undefined
    }
    await expect(environment.run(() => pollUntil({}, 1, poll))).resolves.toBe('found')
    expect({ polls, beats }).toEqual({ polls: 3, beats: 3 })
  })

  it('behavior: null and false are found', async () => {
    await expect(new MockActivityEnvironment().run(() => pollUntil({}, 1, async () => null))).resolves.toBeNull()
    await expect(new MockActivityEnvironment().run(() => pollUntil({}, 1, async () => false))).resolves.toBe(false)
  })

  it('error: what a poll throws', async () => {
    const poll = async () => {
      throw new RangeError('cut')
    }
    await expect(new MockActivityEnvironment().run(() => pollUntil({}, 1, poll))).rejects.toThrow('cut')
  })

  it.each([
    ['in a pause', async () => undefined],
    ['in a poll that gets no answer', () => never<undefined>()],
  ])('error: WorkerStopping %s', async (_, poll) => {
    const stopping = new AbortController()
    const waits = new MockActivityEnvironment().run(() => pollUntil({ stopping: stopping.signal }, LONG_MS, poll))
    setImmediate(() => stopping.abort(new WorkerStopping()))
    await expect(waits).rejects.toMatchObject({ code: 'WORKER_STOPPING', retryable: true })
  })

  it('error: WorkerStopping before the first poll of a worker that stops already', async () => {
    const poll = async () => 'found'
    const waits = new MockActivityEnvironment().run(() =>
      pollUntil({ stopping: AbortSignal.abort(new WorkerStopping()) }, 1, poll),
    )
    await expect(waits).rejects.toMatchObject({ code: 'WORKER_STOPPING' })
  })

  it('error: CancelledFailure when the activity is cancelled', async () => {
    const environment = new MockActivityEnvironment()
    const waits = environment.run(() => pollUntil({ stopping: new AbortController().signal }, LONG_MS, async () => undefined))
    setImmediate(() => environment.cancel())
    await expect(waits).rejects.toBeInstanceOf(CancelledFailure)
  })

  it('behavior: a poll that was left behind heartbeats no more', async () => {
    const environment = new MockActivityEnvironment()
    const stopping = new AbortController()
    let goOn: () => void = () => {}
    const answered = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let late: Promise<unknown> = Promise.resolve()
    const waits = environment.run(() =>
      pollUntil({ stopping: stopping.signal }, 1, (beat) => {
        late = answered.then(() => beat())
        return never<undefined>()
      }),
    )
    setImmediate(() => stopping.abort(new WorkerStopping()))
    await expect(waits).rejects.toMatchObject({ code: 'WORKER_STOPPING' })
    goOn()
    await expect(late).rejects.toMatchObject({ code: 'WORKER_STOPPING' })
  })
})
