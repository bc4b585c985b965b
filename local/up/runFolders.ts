import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** There is no run to go on with. */
export class NoRunToResume extends PlimsollError {
  readonly code = 'NO_RUN_TO_RESUME'

  constructor(folder: string) {
    super({ shortMessage: `There is no earlier run in ${folder}.`, metaMessages: ['Start one with `npm start`.'] })
  }
}

/**
 * Make a folder for a new run, named by its start so that the newest sorts last.
 *
 * @param base - absolute path of the folder that holds all runs
 */
export async function newRunFolder(base: string, startedAt: Date): Promise<string> {
  const name = startedAt.toISOString().replaceAll(':', '-').replace('.', '-')
  const folder = join(base, name)
  await mkdir(folder, { recursive: true })
  return folder
}

/** Tell whether a run's folder holds a chain. */
function hasBegun(folder: string): boolean {
  return existsSync(join(folder, 'deployment.json'))
}

/**
 * Find the newest run's folder. A folder without a chain is of a run that never began.
 *
 * @throws {NoRunToResume} when there is none
 */
export async function lastRunFolder(base: string): Promise<string> {
  const names = await readdir(base).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const last = names
    .sort()
    .reverse()
    .find((name) => hasBegun(join(base, name)))
  if (last === undefined) throw new NoRunToResume(base)
  return join(base, last)
}
