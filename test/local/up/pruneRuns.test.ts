import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { newRunFolder } from '../../../local/up/runFolders.js'
import { listRuns, removeRuns, runsToPrune } from '../../../local/up/pruneRuns.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

let base: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  base = temporaryFolder()
})
afterEach(() => base.remove())

/** Make a run's folder that was begun on a day of January, with ten bytes a day in it. */
function runOf(day: number): string {
  const folder = join(base.path, `2026-01-0${day}T10-20-30-400Z`)
  mkdirSync(join(folder, 'evidence'), { recursive: true })
  writeFileSync(join(folder, 'evidence', 'a.json'), 'x'.repeat(10 * day))
  return folder
}

const begun = (day: number) => Date.parse(`2026-01-0${day}T10:20:30.400Z`)

describe('listRuns', () => {
  it('default: the newest first, and nothing that is no run', async () => {
    const folders = [1, 2, 3].map(runOf)
    mkdirSync(join(base.path, 'mine'))
    writeFileSync(join(base.path, '2026-01-09T10-20-30-400Z'), 'a file')
    expect(await listRuns(base.path)).toEqual(
      [3, 2, 1].map((day) => ({ folder: folders[day - 1], startedAtMs: begun(day), bytes: 10 * day, isRunning: false })),
    )
  })

  it('behavior: a run that is only starting is in use', async () => {
    const folder = await newRunFolder(base.path, new Date())
    const starting = await listRuns(base.path)
    expect(starting).toMatchObject([{ folder, isRunning: true }])
    expect(await removeRuns(starting)).toEqual([])
    writeFileSync(join(folder, 'deployment.json'), '{}')
    expect(await listRuns(base.path)).toMatchObject([{ folder, isRunning: false }])
  })

  it('behavior: no folder, no runs', async () => {
    expect(await listRuns(join(base.path, 'none'))).toEqual([])
  })
})

describe('runsToPrune', () => {
  const run = (day: number, isRunning = false) => ({ folder: `/${day}`, startedAtMs: begun(day), bytes: 1, isRunning })
  const days = (...options: Parameters<typeof runsToPrune>) => runsToPrune(...options).map(({ folder }) => folder)

  it('default: the newest are kept, and those that run', () => {
    expect(days([run(1), run(2), run(3, true), run(4), run(5)], { keep: 2 })).toEqual(['/2', '/1'])
    expect(days([run(1), run(2, true)], { keep: 0 })).toEqual(['/1'])
  })

  it('args: olderThanMs', () => {
    expect(days([run(1), run(2), run(3)], { keep: 0, olderThanMs: begun(2) })).toEqual(['/1'])
    expect(days([run(1), run(2), run(3)], { keep: 3, olderThanMs: begun(9) })).toEqual([])
  })
})

describe('removeRuns', () => {
  it('behavior: a run that was started meanwhile is left', async () => {
    const [old, busy] = [runOf(1), runOf(2)]
    const runs = await listRuns(base.path)
    const tether = join(projectRoot(), 'activities', 'process', 'tether.mjs')
    const child = spawn(process.execPath, [tether, 'sleep', '600'], { stdio: ['pipe', 'ignore', 'ignore'] })
    try {
      writeFileSync(join(busy, 'chain.json.pid'), String(child.pid))
      expect((await listRuns(base.path)).map(({ isRunning }) => isRunning)).toEqual([true, false])
      expect((await removeRuns(runs)).map(({ folder }) => folder)).toEqual([old])
      expect([existsSync(old), existsSync(busy)]).toEqual([false, true])
    } finally {
      child.stdin?.end()
      await new Promise((resolve) => child.once('close', resolve))
    }
  })
})
