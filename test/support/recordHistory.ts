import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { projectRoot } from '../../activities/process/projectRoot.js'

/** Recorded histories: replayed by `test/workflows/replay.test.ts`. `test/support/recordHistories.mjs` records them again until the first git tag. */
export const historiesFolder = join(projectRoot(), 'test', 'histories')

/**
 * Keep a workflow's history for replays, in the folder that PLIMSOLL_RECORD_HISTORIES names: once for a path, never over an old file.
 *
 * Identities of workers and clients (process and host names) and stack traces (paths) are left out.
 */
export async function recordHistory(system: LocalSystem, name: string, workflowId: string, runId?: string): Promise<void> {
  const folder = process.env.PLIMSOLL_RECORD_HISTORIES
  if (folder === undefined) return
  const handle = system.client.workflow.getHandle(workflowId, runId)
  if (runId === undefined) await handle.result().catch(() => undefined)
  const json = historyToJSON(await handle.fetchHistory())
    .replaceAll(/"(\w*[iI]dentity)":\s*"[^"]*"/g, '"$1": "recorded"')
    .replaceAll(/"stackTrace":\s*"(\\.|[^"\\])*"/g, '"stackTrace": ""')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify({ workflowId, history: JSON.parse(json) })}\n`, {
    flag: 'wx',
  })
}
