import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { builtCli } from './builtCli.js'

/** Far above what a busy machine takes until nothing is left: a tether ends its program by force after ten seconds. */
const GONE_LIMIT_MS = 60_000

/** How a run is started, and when it gets which signal. */
export interface SignalledRunOptions {
  /** `plimsoll local up` itself, or `npm start`, whose npm process gets the signal. */
  readonly by: 'plimsoll' | 'npm'
  /** The signal is sent once this was said, and then so many milliseconds. */
  readonly line: string
  readonly delayMs: number
  readonly signal: NodeJS.Signals
  /** Whether the whole process group gets it, as Ctrl-C in a terminal does. */
  readonly isToGroup?: boolean
  readonly args?: readonly string[]
}

/** What became of a run that got a signal. */
export interface SignalledRun {
  /** Exit code, and 128 and the signal's number where the signal ended it. */
  readonly code: number
  readonly said: string
  /** Processes that name the run's folder, once there are none or after a long wait. */
  readonly left: readonly string[]
}

/** Start a local run in a folder of its own, send it a signal, and see what is left of it. */
export async function signalledRun(options: SignalledRunOptions): Promise<SignalledRun> {
  const runFolder = await mkdtemp(join(tmpdir(), 'plimsoll-signal-'))
  const child = await start(options, ['--run-folder', runFolder, ...(options.args ?? ['--once'])])
  const ended = new Promise<number>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137))),
  )
  let said = ''
  let isSent = false
  const hear = (chunk: Buffer) => {
    said += chunk.toString()
    if (isSent || !said.includes(options.line)) return
    isSent = true
    setTimeout(
      () => process.kill(options.isToGroup === true ? -(child.pid ?? 0) : (child.pid ?? 0), options.signal),
      options.delayMs,
    )
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  try {
    const code = await ended
    if (!isSent) throw new Error(`it ended with ${code} and never said "${options.line}":\n${said}`)
    const left = await untilNothingRuns(runFolder)
    return { code, said, left }
  } finally {
    await rm(runFolder, { recursive: true, force: true })
  }
}

async function start({ by }: SignalledRunOptions, args: readonly string[]): Promise<ChildProcess> {
  const { TEMPORAL_ADDRESS: _, PLIMSOLL_CONFIG: __, ...env } = process.env
  // A group of its own, which is not the tests'.
  const options = { cwd: projectRoot(), env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] }
  if (by === 'npm') return spawn('npm', ['start', '--', ...args], options)
  return spawn(process.execPath, [await builtCli(), 'local', 'up', ...args], options)
}

async function untilNothingRuns(runFolder: string): Promise<string[]> {
  const deadline = Date.now() + GONE_LIMIT_MS
  for (;;) {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args='])
    const left = stdout.split('\n').filter((line) => line.includes(runFolder))
    if (left.length === 0 || Date.now() > deadline) return left
    await sleep(50)
  }
}
