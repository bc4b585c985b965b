import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../process/projectRoot.js'
import { ComputeEntryMissing } from './computeEntryMissing.js'

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
