import { listRuns, removeRuns, runsToPrune, type StoredRun } from '../../../local/up/pruneRuns.js'
import type { Outcome } from '../../outcome.js'
import { table } from '../../output/table.js'
import type { Session } from '../../session.js'
import { runsFolder } from './runsFolder.js'

/** Options of `local prune`. */
export interface LocalPruneCliOptions {
  readonly keep: number
  /** Seconds. */
  readonly olderThan?: number
  readonly yes?: boolean
}

/** List the runs that can go, and remove them where the user said so. */
export async function prune(session: Session, { keep, olderThan, yes = false }: LocalPruneCliOptions): Promise<Outcome> {
  const base = runsFolder()
  const runs = await listRuns(base)
  const olderThanMs = olderThan === undefined ? undefined : Date.now() - olderThan * 1_000
  const chosen = runsToPrune(runs, { keep, olderThanMs })
  const removed = yes ? await removeRuns(chosen) : []
  const running = runs.filter(({ isRunning }) => isRunning).length
  const json = {
    folder: base,
    runs: runs.length,
    running,
    isDone: yes,
    chosen: chosen.map(({ folder, bytes }) => ({ folder, bytes })),
    removed: removed.map(({ folder }) => folder),
    freedBytes: bytesOf(removed),
  }
  if (chosen.length === 0)
    return { text: `Nothing to remove: ${base} holds ${runs.length} runs, ${running} of them running.`, json }
  const rows = chosen.map(({ folder, startedAtMs, bytes }) => [new Date(startedAtMs).toISOString(), megabytes(bytes), folder])
  const last = yes
    ? `Removed ${removed.length} of ${runs.length} runs; ${bytesOf(removed)} bytes (${megabytes(bytesOf(removed))}) are free again.`
    : `--yes removes these ${chosen.length} of ${runs.length} runs and frees ${bytesOf(chosen)} bytes (${megabytes(bytesOf(chosen))}).`
  const columns = [{ header: 'begun' }, { header: 'size', align: 'right' as const }, { header: 'folder' }]
  return { text: [table(columns, rows, session.terminal.columns), last].join('\n'), json }
}

function bytesOf(runs: readonly StoredRun[]): number {
  return runs.reduce((sum, { bytes }) => sum + bytes, 0)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
