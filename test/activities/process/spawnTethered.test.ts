import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { ProcessDidNotStart, spawnTethered } from '../../../activities/process/spawnTethered.js'
import { childProcesses, isRunning } from '../../local/support/childProcesses.js'
import { temporaryFolder } from '../../local/support/temporaryFolder.js'
import { until } from '../../support/until.js'

const folder = temporaryFolder()
afterAll(folder.remove)

/** Says that it is ready, and writes a file when it is asked to end. */
const program = (file: string, onTerminate = 'process.exit(0)') => [
  '-e',
  `process.on('SIGTERM', () => { require('fs').writeFileSync(${JSON.stringify(file)}, 'ended in order'); ${onTerminate} })
   setInterval(() => {}, 1000)
   console.log('ready on 4711')`,
]

describe('spawnTethered', () => {
  it('default', async () => {
    const file = join(folder.path, 'default')
    const tethered = await spawnTethered({
      name: 'program',
      command: process.execPath,
      args: program(file),
      ready: /ready on (\d+)/,
    })
    expect(tethered.readyMatch[1]).toBe('4711')
    const [pid] = childProcesses(tethered.pid)
    expect(isRunning(pid ?? 0)).toBe(true)
    await tethered.stop()
    await tethered.stop()
    expect(readFileSync(file, 'utf8')).toBe('ended in order')
    expect(await tethered.exited).toBe(0)
    expect(isRunning(pid ?? 0)).toBe(false)
  })

  it('behavior: the program ends in order when its starter is killed', async () => {
    const file = join(folder.path, 'killed')
    const tether = join(projectRoot(), 'activities', 'process', 'tether.mjs')
    const starter = spawn(process.execPath, [
      '-e',
      `const child = require('child_process').spawn(process.execPath, ${JSON.stringify([tether, process.execPath, ...program(file)])}, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
       child.stdout.on('data', () => console.log(child.pid))
       setInterval(() => {}, 1000)`,
    ])
    const tetherPid = await new Promise<number>((resolve) =>
      starter.stdout.once('data', (chunk) => resolve(Number(String(chunk)))),
    )
    const [pid] = childProcesses(tetherPid)
    expect(isRunning(pid ?? 0)).toBe(true)
    starter.kill('SIGKILL')
    await until('both have ended', () => !isRunning(pid ?? 0) && !isRunning(tetherPid))
    expect(readFileSync(file, 'utf8')).toBe('ended in order')
  })

  it('behavior: a program that ignores SIGTERM is killed', async () => {
    const args = program(join(folder.path, 'stubborn'), '')
    const tethered = await spawnTethered({ name: 'program', command: process.execPath, args, ready: /ready/ })
    const [pid] = childProcesses(tethered.pid)
    await tethered.stop()
    expect(isRunning(pid ?? 0)).toBe(false)
    expect(await tethered.exited).not.toBe(0)
  })

  it('error: ProcessDidNotStart when it exits early, with its last words', async () => {
    const args = ['-e', "console.error('no such dream'); process.exit(3)"]
    const started = spawnTethered({ name: 'program', command: process.execPath, args, ready: /ready/ })
    await expect(started).rejects.toThrow(ProcessDidNotStart)
    await expect(started).rejects.toMatchObject({ code: 'PROCESS_DID_NOT_START', message: expect.stringContaining('code 3') })
    await expect(started).rejects.toThrow('no such dream')
  })

  it('error: ProcessDidNotStart when it is silent, and it is ended', async () => {
    const file = join(folder.path, 'silent')
    const args = program(file).map((arg) => arg.replace('ready on', 'still waiting for'))
    const started = spawnTethered({ name: 'program', command: process.execPath, args, ready: /ready/, startTimeoutMs: 500 })
    await expect(started).rejects.toThrow('not ready after 0.5 s')
    expect(existsSync(file)).toBe(true)
  })

  it('error: ProcessDidNotStart when there is no such program', async () => {
    const started = spawnTethered({ name: 'program', command: '/no/such/program', args: [], ready: /ready/ })
    await expect(started).rejects.toThrow('code 127')
  })
})
