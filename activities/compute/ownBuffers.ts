import { types } from 'node:util'

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
