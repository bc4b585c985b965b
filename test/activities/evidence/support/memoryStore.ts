import { z } from 'zod'
import type { BlobStore } from '../../../../activities/evidence/blobStore.js'
import { defineStore, type StoreKind } from '../../../../activities/evidence/stores.js'

/** Blobs in memory, as a second store would keep them in a bucket: it shares nothing with the folder but the interface. */
export function memoryBlobStore(blobs: Map<string, Uint8Array> = new Map()): BlobStore {
  const store = async (key: string, bytes: Uint8Array) => void blobs.set(key, Uint8Array.from(bytes))
  return {
    advice: { missing: 'Name the memory that the value was stored in.', unavailable: 'Check that the memory is there.' },
    locate: (key) => `memory:${key}`,
    read: async (key) => blobs.get(key) ?? null,
    writeOnce: store,
    replace: store,
  }
}

/** Its line in the registry: `evidence: {memory: <name>}` opens the same memory each time. */
export function memoryStoreKind(): StoreKind {
  const memories = new Map<string, Map<string, Uint8Array>>()
  return defineStore(z.strictObject({ memory: z.string().min(1) }), ({ memory }) => {
    const blobs = memories.get(memory) ?? new Map<string, Uint8Array>()
    memories.set(memory, blobs)
    return memoryBlobStore(blobs)
  })
}
