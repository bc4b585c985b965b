import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How long a test waits for an event before it says that the event did not come, ms.
 *
 * Only a fault reaches it: on a machine that is busy with other work a second's wait may take a minute.
 */
export const PATIENCE_MS = 300_000

const ASK_AGAIN_MS = 50

/**
 * Ask until something holds.
 *
 * @param what - what is waited for, as the error says it.
 * @param ask - gives what is waited for; undefined, null or false while it is not there.
 * @throws {Error} when it is not there after `PATIENCE_MS`.
 */
export async function until<T>(what: string, ask: () => Promise<T> | T): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer as Exclude<T, undefined | null | false>
    if (Date.now() > deadline) throw new Error(`Not after ${PATIENCE_MS / 1_000} s: ${what}.`)
    await sleep(ASK_AGAIN_MS)
  }
}
