// The entry of a compute thread: a task by name and its input in, its result or its failure out.
import { types } from 'node:util'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { UnknownComputeTask } from './errors.js'
import { describeFailure, type RemoteFailure } from './remoteFailure.js'
import type { ComputeTaskName } from './tasks.js'

/** What a thread is asked. */
export interface ComputeRequest {
  readonly name: ComputeTaskName
  readonly input: unknown
}

/** What a thread answers. */
export type ComputeReply =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'failure'; readonly failure: RemoteFailure }

/** Run one task. Its failure is an answer too: thrown, it would lose its code on the way. */
export default async function computeWorker({ name, input }: ComputeRequest): Promise<unknown> {
  try {
    // Loaded here, so that a registry that does not load is a task's failure and not a thread that never starts.
    const { COMPUTE_TASKS } = await import('./tasks.js')
    if (!Object.hasOwn(COMPUTE_TASKS, name)) throw new UnknownComputeTask(name, Object.keys(COMPUTE_TASKS))
    const task = COMPUTE_TASKS[name] as (input: unknown) => unknown
    const value = await task(input)
    const reply: ComputeReply = { kind: 'value', value }
    return move({ [transferableSymbol]: ownBuffers(value), [valueSymbol]: reply })
  } catch (error) {
    return { kind: 'failure', failure: describeFailure(error) } satisfies ComputeReply
  }
}

/**
 * List the buffers of the typed arrays in a plain value, each once: those that can move to another thread instead of being copied.
 *
 * An array that is a part of a larger buffer, or shared, is left to be copied.
 */
export function ownBuffers(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  collect(value, buffers)
  return [...buffers]
}

function collect(value: unknown, buffers: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteLength } = value
    if (types.isArrayBuffer(buffer) && byteLength === buffer.byteLength) buffers.add(buffer)
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, buffers)
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const item of Object.values(value)) collect(item, buffers)
  }
}
