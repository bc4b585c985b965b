import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isTether } from '../process/awaitPredecessor.js'
import { hasBegun } from './runFolders.js'

/** One run's folder under the folder of all runs. */
export interface StoredRun {
  /** Absolute path. */
  readonly folder: string
  /** When the run was begun, in Unix milliseconds, as its name tells. */
  readonly startedAtMs: number
  readonly bytes: number
  /** Whether its chain or its Temporal server runs now, or it may still be starting. */
  readonly isRunning: boolean
}

/** Which runs are kept. Those that run now always are. */
export interface PruneOptions {
  /** How many of the newest are kept. */
  readonly keep: number
  /** Runs that were begun later are kept, in Unix milliseconds. */
  readonly olderThanMs?: number | undefined
}

/** Longer than a start takes that builds the Temporal CLI from its sources. */
const LONGEST_START_MS = 3_600_000

/** Names as `newRunFolder` gives them: nothing else in the folder is a run's. */
const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z$/

/**
 * List the runs that were given no folder of their own, the newest first.
 *
 * @param base - absolute path of the folder that holds all runs; may be missing
 */
export async function listRuns(base: string): Promise<StoredRun[]> {
  const entries = await readdir(base, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const runs = entries
    .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
    .map(async ({ name }): Promise<StoredRun> => {
      const folder = join(base, name)
      const startedAtMs = Date.parse(name.replace(NAME, '$1T$2:$3:$4.$5Z'))
      return { folder, startedAtMs, bytes: await bytesOf(folder), isRunning: await isInUse(folder, startedAtMs) }
    })
  return (await Promise.all(runs)).sort((a, b) => b.startedAtMs - a.startedAtMs)
}

/** Choose the runs that can go. */
export function runsToPrune(runs: readonly StoredRun[], { keep, olderThanMs }: PruneOptions): StoredRun[] {
  const newestFirst = [...runs].sort((a, b) => b.startedAtMs - a.startedAtMs)
  return newestFirst.slice(keep).filter((run) => !run.isRunning && (olderThanMs === undefined || run.startedAtMs < olderThanMs))
}

/**
 * Remove runs. One that was started meanwhile is left.
 *
 * @returns those that were removed
 */
export async function removeRuns(runs: readonly StoredRun[]): Promise<StoredRun[]> {
  const removed: StoredRun[] = []
  for (const run of runs) {
    if (await isInUse(run.folder, run.startedAtMs)) continue
    await rm(run.folder, { recursive: true, force: true })
    removed.push(run)
  }
  return removed
}

async function isInUse(folder: string, startedAtMs: number): Promise<boolean> {
  // It gets the Temporal CLI and the contracts before anything runs.
  if (!hasBegun(folder) && Date.now() - startedAtMs < LONGEST_START_MS) return true
  for (const name of ['chain.json.pid', 'temporal.db.pid']) {
    const pid = Number(await readFile(join(folder, name), 'utf8').catch(() => ''))
    if (Number.isSafeInteger(pid) && pid > 1 && (await isTether(pid))) return true
  }
  return false
}

/** Sum the sizes of all files in a folder; a link counts as itself. */
async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = entries.map(async (entry) => {
    // A file of a run that is under way may be gone by now.
    const stats = entry.isDirectory() ? undefined : await lstat(join(entry.parentPath, entry.name)).catch(() => undefined)
    return stats?.size ?? 0
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
