import { setTimeout as sleep } from 'node:timers/promises'
import { Connection, type ConnectionOptions, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client'

/** A connection that can be closed while calls are under way. */
export interface ClosableConnection {
  readonly connection: Connection
  /** Close it; calls under way are rejected. May be called again. */
  readonly close: () => Promise<void>
}

/**
 * Make a connection to Temporal that connects at its first use, and that can be closed at any moment.
 *
 * The client tries a call again that its own `close` cut off, from a timer, and the closed channel throws where nobody can catch it. So
 * nothing is tried again once `close` was called, and `close` waits for what is already set to be tried again.
 */
export function closableConnection(options: ConnectionOptions): ClosableConnection {
  const { retryableDecider, delayFunction } = defaultGrpcRetryOptions()
  let isClosing = false
  let nextTriesBy = 0
  const connection = Connection.lazy({
    ...options,
    interceptors: [
      makeGrpcRetryInterceptor({
        retryableDecider: (attempt, status) => !isClosing && retryableDecider(attempt, status),
        delayFunction: (attempt, status) => {
          const delayMs = delayFunction(attempt, status)
          nextTriesBy = Math.max(nextTriesBy, performance.now() + delayMs)
          return delayMs
        },
      }),
    ],
  })
  let closing: Promise<void> | undefined
  const close = async () => {
    isClosing = true
    // A timer may fire a little after its time.
    for (let waitMs = nextTriesBy - performance.now(); waitMs > -5; waitMs = nextTriesBy - performance.now()) {
      await sleep(Math.max(1, waitMs + 5))
    }
    await connection.close()
  }
  return {
    connection,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
