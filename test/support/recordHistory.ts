import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { projectRoot } from '../../activities/process/projectRoot.js'

/** Recorded histories: replayed by `test/workflows/replay.test.ts`, never refreshed to make a red replay green. */
export const historiesFolder = join(projectRoot(), 'test', 'histories')

/**
 * Keep a workflow's history for replays, when PLIMSOLL_RECORD_HISTORIES is set: once for a new path, never over an old file.
 *
 * Identities of workers and clients (process and host names) and stack traces (paths) are left out.
 */
export async function recordHistory(system: LocalSystem, name: string, workflowId: string, runId?: string): Promise<void> {
  if (process.env.PLIMSOLL_RECORD_HISTORIES === undefined) return
  const handle = system.client.workflow.getHandle(workflowId, runId)
  if (runId === undefined) await handle.result().catch(() => undefined)
  const json = historyToJSON(await handle.fetchHistory())
    .replaceAll(/"(\w*[iI]dentity)":\s*"[^"]*"/g, '"$1": "recorded"')
    .replaceAll(/"stackTrace":\s*"(\\.|[^"\\])*"/g, '"stackTrace": ""')
  await mkdir(historiesFolder, { recursive: true })
  await writeFile(join(historiesFolder, `${name}.json`), `${JSON.stringify({ workflowId, history: JSON.parse(json) })}\n`, {
    flag: 'wx',
  })
}
