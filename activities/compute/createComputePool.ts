import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { projectRoot } from '../process/projectRoot.js'
import type { ComputePool } from './computePool.js'
import type { ComputeReply } from './computeWorker.js'
import { ComputeEntryMissing, ComputePoolClosed } from './errors.js'
import { rebuildError } from './remoteFailure.js'
import type { ComputeInput, ComputeOutput, ComputeTaskName } from './tasks.js'
import { Turns } from './turns.js'

/** How a pool is made. */
export interface ComputePoolOptions {
  /** Most threads at a time; what the machine has for this process by default. */
  readonly threads?: number
  /** After how long without work a thread ends. */
  readonly idleTimeoutMs?: number
  /** Compiled program of the threads; Plimsoll's own by default. */
  readonly entry?: string
}

const IDLE_TIMEOUT_MS = 10_000
/** What a thread may allocate between two small collections: less than Node's default, for a thread's memory is the worker's. */
const YOUNG_GENERATION_MB = 8

/**
 * Make a compute pool on worker threads. They start with the first tasks, end when idle, and do not keep the process alive.
 *
 * Piscina never gets more tasks than threads; the others wait here. Its own queue stands still when the last thread ends with an
 * aborted task and none has to be kept (`minThreads: 0`). Without atomics an idle thread waits in its event loop and takes no processor
 * time; the microseconds that atomics save are nothing to tasks of milliseconds. The threads see no environment variable: they need none.
 *
 * @throws {ComputeEntryMissing} when the threads' program is not compiled.
 */
export function createComputePool(options: ComputePoolOptions = {}): ComputePool {
  const threads = Math.max(1, Math.floor(options.threads ?? availableParallelism()))
  const piscina = new Piscina({
    filename: options.entry ?? computeEntry(),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
    atomics: 'disabled',
    recordTiming: false,
    env: {},
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  })
  const turns = new Turns(threads)
  const running = new Map<AbortController, ComputeTaskName>()
  const alive = new Set<Worker>()
  const deaths = new WeakSet<Error>()
  let isClosed = false

  // Piscina says here that a thread died without a task: those that wait for it would wait forever. It also says here that a thread
  // answered after its task was aborted, which is nothing.
  piscina.on('error', (error: Error) => {
    if (deaths.has(error)) for (const controller of running.keys()) controller.abort(error)
  })

  const watch = () => {
    for (const thread of piscina.threads.filter((each) => !alive.has(each))) {
      alive.add(thread)
      thread.prependListener('error', (error: Error) => deaths.add(error))
      thread.once('exit', () => alive.delete(thread))
    }
  }

  return {
    async run<N extends ComputeTaskName>(name: N, input: ComputeInput<N>, { signal }: { signal?: AbortSignal | undefined } = {}) {
      signal?.throwIfAborted()
      if (isClosed) throw new ComputePoolClosed(name)
      const controller = new AbortController()
      const onAbort = () => controller.abort(signal?.reason)
      signal?.addEventListener('abort', onAbort, { once: true })
      running.set(controller, name)
      try {
        await turns.take(controller.signal)
        try {
          const answer = piscina.run({ name, input }, { signal: controller.signal })
          watch()
          const reply: ComputeReply = await answer
          if (reply.kind === 'failure') throw rebuildError(reply.failure)
          return reply.value as ComputeOutput<N>
        } finally {
          turns.done()
        }
      } catch (error) {
        throw controller.signal.aborted ? controller.signal.reason : error
      } finally {
        running.delete(controller)
        signal?.removeEventListener('abort', onAbort)
      }
    },

    async close() {
      isClosed = true
      for (const [controller, name] of running) controller.abort(new ComputePoolClosed(name))
      const exits = Promise.all([...alive].map((thread) => once(thread, 'exit')))
      await piscina.destroy()
      await exits
    },
  }
}

/**
 * Find the program of the compute threads: beside this file once compiled, in `dist/` while the sources run, since a thread loads
 * JavaScript only.
 *
 * @throws {ComputeEntryMissing} when it is not there.
 */
export function computeEntry(): string {
  const self = fileURLToPath(import.meta.url)
  const folder = self.endsWith('.ts') ? join(projectRoot(), 'dist', 'activities', 'compute') : dirname(self)
  const entry = join(folder, 'computeWorker.js')
  if (!existsSync(entry)) throw new ComputeEntryMissing(entry)
  return entry
}
