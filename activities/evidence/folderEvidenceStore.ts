import { createHash, randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Hex } from 'viem'
import { canonicalJson } from '../../core/canonicalJson.js'
import { type ClaimCheck, claimCheckSchema } from '../../core/claimCheck.js'
import { parse } from '../../core/schemas/parse.js'
import { makeFolder } from '../process/makeFolder.js'
import { EvidenceAltered, EvidenceMissing, EvidenceStoreUnavailable } from './errors.js'
import type { EvidenceStore } from './evidenceStore.js'

/**
 * Keep evidence in a folder: `<first two hex digits>/<sha256>.json` for values, `.md` for texts.
 *
 * A file appears whole or not at all (temporary file, fsync, rename), so any number of workers may share the folder and a
 * killed one leaves at most a temporary file. The folder is made when the first value is put.
 *
 * @param folder - absolute path.
 */
export function folderEvidenceStore(folder: string): EvidenceStore {
  const fileOf = (sha256: Hex, extension: string) => join(folder, sha256.slice(2, 4), `${sha256.slice(2)}.${extension}`)

  async function putBytes(bytes: Buffer, extension: string): Promise<ClaimCheck> {
    const sha256 = sha256Of(bytes)
    const file = fileOf(sha256, extension)
    const stored = await readOrNull(file)
    if (stored === null) await writeWhole(file, bytes)
    else assertUnaltered(file, sha256, stored)
    return { uri: `evidence:${sha256.slice(2)}`, sha256, bytes: bytes.length }
  }

  async function getBytes(claim: ClaimCheck, extension: string): Promise<Buffer> {
    const { uri, sha256, bytes } = parse(claimCheckSchema, claim, 'Evidence claim')
    const file = fileOf(sha256, extension)
    const stored = await readOrNull(file)
    if (stored === null) throw new EvidenceMissing(file, sha256)
    assertUnaltered(file, sha256, stored, bytes)
    assertUnaltered(file, `0x${uri.slice('evidence:'.length)}`, stored, bytes)
    return stored
  }

  return {
    async put(value) {
      return putBytes(Buffer.from(canonicalJson(value)), 'json')
    },
    async putText(text) {
      return putBytes(Buffer.from(text), 'md')
    },
    async get(claim, schema) {
      const bytes = await getBytes(claim, 'json')
      return parse(schema, JSON.parse(bytes.toString()), `Evidence ${claim.sha256.slice(0, 10)}…`)
    },
    async getText(claim) {
      return (await getBytes(claim, 'md')).toString()
    },
  }
}

function sha256Of(bytes: Buffer): Hex {
  return `0x${createHash('sha256').update(bytes).digest('hex')}`
}

function assertUnaltered(file: string, hash: Hex, stored: Buffer, bytes?: number): void {
  const computed = { hash: sha256Of(stored), bytes: stored.length }
  if (computed.hash !== hash || (bytes !== undefined && bytes !== stored.length)) {
    throw new EvidenceAltered(file, bytes === undefined ? { hash } : { hash, bytes }, computed)
  }
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new EvidenceStoreUnavailable('read', file, cause)
  }
}

async function writeWhole(file: string, bytes: Buffer): Promise<void> {
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
    throw new EvidenceStoreUnavailable('write', file, cause)
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
