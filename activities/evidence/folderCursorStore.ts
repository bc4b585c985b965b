import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { claimCheckSchema } from '../../core/claimCheck.js'
import { canonicalJson } from '../../core/canonicalJson.js'
import { parse } from '../../core/schemas/parse.js'
import { makeFolder } from '../process/makeFolder.js'
import type { CursorStore } from './cursorStore.js'
import { EvidenceStoreUnavailable } from './errors.js'

/**
 * Keep cursors beside a folder's evidence, as `cursors/<name>.json`.
 *
 * A file is replaced whole (temporary file, rename), so a kill leaves the old or the new one.
 *
 * @param folder - absolute path of the evidence folder
 */
export function folderCursorStore(folder: string): CursorStore {
  const fileOf = (name: string) => {
    if (!/^[a-z0-9-]{1,100}$/.test(name)) throw new TypeError(`"${name}" is no name of a cursor`)
    return join(folder, 'cursors', `${name}.json`)
  }
  return {
    async get(name) {
      const file = fileOf(name)
      let text: string
      try {
        text = await readFile(file, 'utf8')
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw new EvidenceStoreUnavailable('read', file, cause)
      }
      return parse(claimCheckSchema, jsonOrText(text), `Cursor ${name}`)
    },
    async set(name, claim) {
      const file = fileOf(name)
      const temporary = `${file}.${randomUUID()}.tmp`
      try {
        await makeFolder(join(folder, 'cursors'))
        await writeFile(temporary, canonicalJson(claim), { flush: true })
        await rename(temporary, file)
      } catch (cause) {
        await rm(temporary, { force: true }).catch(() => undefined)
        throw new EvidenceStoreUnavailable('write', file, cause)
      }
    },
  }
}

/** What is no JSON is refused by the schema, with the field named. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
