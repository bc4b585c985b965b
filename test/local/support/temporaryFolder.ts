import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Make an empty folder of a test's own. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'plimsoll-local-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
