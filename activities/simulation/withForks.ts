import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { ChainClient } from '../chain/chainClient.js'
import { startRpcRelay } from './rpcRelay.js'
import { SimulationUnavailable } from './errors.js'
import { type Fork, type ForkClient, startFork } from './startFork.js'

const START_TIMEOUT_MS = 30_000

/** Two copies of one chain at one block. */
export interface Forks {
  /** Where the change is carried out. */
  readonly change: ForkClient
  /** Where nothing but time passes. */
  readonly control: ForkClient
}

/**
 * Start two forks of a chain at a block, work on them, and end them, whatever happens: an error, an abort, or the end of this process.
 *
 * @param signal - aborts the work: the forks end at once, and its reason is thrown.
 * @throws {AnvilUnavailable} when this platform has no anvil.
 * @throws {SimulationUnavailable} when a fork does not start or does not answer; other errors of Plimsoll pass.
 */
export async function withForks<T>(
  { chain, blockNumber, signal }: { readonly chain: ChainClient; readonly blockNumber: bigint; readonly signal: AbortSignal },
  work: (forks: Forks) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const relay = await startRpcRelay((request) => chain.client.transport.request(request))
  const running: Promise<Fork>[] = []
  const stop = async (): Promise<void> => {
    const forks = await Promise.allSettled(running)
    await Promise.all(forks.map((fork) => (fork.status === 'fulfilled' ? fork.value.stop() : undefined)))
    await relay.close()
  }
  let onAbort: () => void = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  aborted.catch(() => {})
  const worked = async (): Promise<T> => {
    running.push(...[0, 1].map(() => startFork({ rpcUrl: relay.url, blockNumber, startTimeoutMs: START_TIMEOUT_MS, signal })))
    const [change, control] = await Promise.all(running)
    if (change === undefined || control === undefined) throw new TypeError('two forks were started')
    return work({ change: change.client, control: control.client })
  }
  const result = worked()
  // After an abort the work goes on until the ended fork refuses it: nobody waits for that any more.
  result.catch(() => {})
  try {
    return await Promise.race([result, aborted])
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof PlimsollError && error.code !== 'PROCESS_DID_NOT_START') throw error
    throw new SimulationUnavailable(error)
  } finally {
    signal.removeEventListener('abort', onAbort)
    await stop()
  }
}
