import { existsSync } from 'node:fs'
import { access, constants, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../activities/process/makeFolder.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** There is no run to go on with. */
export class NoRunToResume extends PlimsollError {
  readonly code = 'NO_RUN_TO_RESUME'
  readonly kind = 'notFound'

  constructor(folder: string) {
    super({ shortMessage: `There is no earlier run in ${folder}.`, metaMessages: ['Start one with `npm start`.'] })
  }
}

/** The folder of a run cannot be made, or nothing can be written there. */
export class RunFolderUnusable extends PlimsollError {
  readonly code = 'RUN_FOLDER_UNUSABLE'
  readonly kind = 'local'

  constructor(folder: string, cause: unknown) {
    super({
      shortMessage: `A run cannot be kept in ${folder}: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      metaMessages: ['Name a folder where this user may write: `--run-folder DIR`.'],
      cause,
    })
  }
}

/**
 * Make a folder for a new run, named by its start so that the newest sorts last.
 *
 * @param base - absolute path of the folder that holds all runs
 * @throws {RunFolderUnusable} when it cannot be made
 */
export async function newRunFolder(base: string, startedAt: Date): Promise<string> {
  const name = startedAt.toISOString().replaceAll(':', '-').replace('.', '-')
  const folder = join(base, name)
  await makeRunFolder(folder)
  return folder
}

/**
 * Make the folder of a run, where it is not there yet.
 *
 * @throws {RunFolderUnusable} when it cannot be made or written to
 */
export async function makeRunFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new RunFolderUnusable(folder, error)
  }
}

/** Tell whether a run's folder holds a chain. */
export function hasBegun(folder: string): boolean {
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
