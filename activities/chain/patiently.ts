import type { PlimsollError } from '../../core/errors/plimsollError.js'
import { NodeLagging, RpcRateLimited } from './rpcErrors.js'

const MAX_TRIES = 6
/** Three seconds in all: who lags for longer is better asked by a new attempt, at a newer block. */
const MAX_LAGGING_TRIES = 4
/** A node that asks for longer gets it from the engine, which holds no worker meanwhile. */
const MAX_WAIT_MS = 30_000

/**
 * Ask again where only waiting helps: after a refusal for too many requests, for as long as the node asks, and while a node catches up.
 *
 * A long read of many requests would never end if each of these began it anew; everything else is left to the engine's retries.
 *
 * @param request - one request, named failures only (see `requestFailure`)
 * @param onWait - called every second of waiting, for heartbeats
 * @throws what the last try threw
 */
export async function patiently<T>(request: () => Promise<T>, onWait: () => void = () => {}): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await request()
    } catch (error) {
      const waitMs = waitOf(error as PlimsollError, tries)
      if (waitMs === null) throw error
      await sleep(waitMs, onWait)
    }
  }
}

function waitOf(error: PlimsollError, tries: number): number | null {
  if (tries >= MAX_TRIES) return null
  if (error instanceof NodeLagging) return tries >= MAX_LAGGING_TRIES ? null : 500 * tries
  if (!(error instanceof RpcRateLimited)) return null
  const waitMs = error.retryAfterMs ?? 500 * 2 ** tries
  return waitMs > MAX_WAIT_MS ? null : waitMs
}

async function sleep(ms: number, onWait: () => void): Promise<void> {
  const until = Date.now() + ms
  for (let left = ms; left > 0; left = until - Date.now()) {
    onWait()
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, 1_000)))
  }
}
