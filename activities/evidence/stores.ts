import { resolve } from 'node:path'
import { z } from 'zod'
import type { BlobStore } from './blobStore.js'
import { folderBlobStore } from './folderBlobStore.js'

/** What a store needs of its surroundings. */
export interface StoreSurroundings {
  /** Absolute path of the folder that file names are relative to: the configuration file's. */
  readonly baseDir: string
  /** Reads an environment variable that the configuration names. */
  readonly environment: (name: string) => string | undefined
}

/** One kind of store: opens what a configuration of its own form describes. */
export interface StoreKind {
  /** Nothing is read or written yet; null when the configuration is another store's. */
  readonly open: (config: unknown, surroundings: StoreSurroundings) => BlobStore | null
}

/** Describe a kind of store by the form of its configuration, whose keys no other kind has. */
export function defineStore<Schema extends z.ZodType>(
  schema: Schema,
  open: (config: z.output<Schema>, surroundings: StoreSurroundings) => BlobStore,
): StoreKind & { readonly schema: Schema } {
  return {
    schema,
    open: (config, surroundings) => {
      const parsed = schema.safeParse(config)
      return parsed.success ? open(parsed.data, surroundings) : null
    },
  }
}

const folder = defineStore(
  z.strictObject({
    /** Folder that evidence is kept in, relative to the configuration file. */
    folder: z.string().min(1).default('.plimsoll/evidence'),
  }),
  (config, { baseDir }) => folderBlobStore(resolve(baseDir, config.folder)),
)

/** Every kind of store. */
export const STORES: readonly StoreKind[] = [folder]

/** What the configuration says of evidence. A second kind makes it a union of both forms. */
export const evidenceConfigSchema = folder.schema
