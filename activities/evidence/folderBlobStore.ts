import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../process/makeFolder.js'
import type { BlobStore } from './blobStore.js'

/**
 * Keep blobs in a folder: `<folder>/<key>`, evidence in one folder more by the first two digits of its hash.
 *
 * A file appears whole or not at all (temporary file, fsync, rename), so any number of workers may share the folder and a
 * killed one leaves at most a temporary file. The folder is made when the first value is stored.
 *
 * @param folder - absolute path
 */
export function folderBlobStore(folder: string): BlobStore {
  const fileOf = (key: string) => (key.includes('/') ? join(folder, key) : join(folder, key.slice(0, 2), key))
  const write = (key: string, bytes: Uint8Array) => writeWhole(fileOf(key), bytes)
  return {
    advice: {
      missing:
        'Point evidence.folder of the configuration at the folder that the value was stored in, or run the recalibration again.',
      unavailable:
        'Check that evidence.folder of the configuration exists on a disk with space, and that this user may write there.',
    },
    locate: fileOf,
    async read(key) {
      try {
        return await readFile(fileOf(key))
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw cause
      }
    },
    // A rename over a file with the same bytes changes nothing.
    writeOnce: write,
    replace: write,
  }
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`
  try {
    await makeFolder(dirname(file))
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(dirname(file))
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw cause
  }
}

// The rename itself is lost in a power cut unless the folder is flushed; Windows cannot open a folder.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
