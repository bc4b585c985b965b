import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { childEnvironment } from '../../config/environment.js'
import { projectRoot } from './projectRoot.js'

const tailLength = 2_000
/** By these a program ends itself: it is broken. Any other signal came from outside and says nothing about the program. */
const CRASHES: readonly NodeJS.Signals[] = ['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGABRT', 'SIGFPE', 'SIGTRAP', 'SIGSYS']

/** How a program that was run to its end came out. */
export interface RunResult {
  /** Exit code; 127 when the program could not be started, 128 and more when it crashed, undefined when it was ended from outside. */
  readonly code: number | undefined
  /** What ended it from outside: the time limit, the caller or a signal. Undefined when it ended by itself. */
  readonly endedBy: 'timeLimit' | 'caller' | NodeJS.Signals | undefined
  /** The end of what it printed, both streams. */
  readonly output: string
}

/** How to run a program to its end. */
export interface RunToEndOptions {
  readonly timeoutMs: number
  /** Variables set besides the inherited ones. */
  readonly environment?: Readonly<Record<string, string>>
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined
  /** Whether it ends with this process, too, however this process ends: for what takes long. */
  readonly isTethered?: boolean
}

/**
 * Run a program to its end, or end it at a time limit.
 *
 * It runs in a process group of its own: Ctrl-C in a terminal reaches this process only, and never makes a sound program look broken.
 */
export function runToEnd(command: string, args: readonly string[], options: RunToEndOptions): Promise<RunResult> {
  const { timeoutMs, environment = {}, signal, isTethered = false } = options
  const tether = join(projectRoot(), 'activities', 'process', 'tether.mjs')
  const [file, rest] = isTethered ? [process.execPath, [tether, command, ...args]] : [command, args]
  return new Promise((resolve) => {
    let output = ''
    let cutOffBy: 'timeLimit' | 'caller' | undefined
    const child = spawn(file, rest, {
      stdio: [isTethered ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      env: childEnvironment(environment),
      detached: process.platform !== 'win32',
    })
    const cutOff = (by: 'timeLimit' | 'caller') => {
      cutOffBy ??= by
      // A tether ends its program in order, and after ten seconds by force.
      child.kill(isTethered ? 'SIGTERM' : 'SIGKILL')
    }
    const timer = setTimeout(() => cutOff('timeLimit'), timeoutMs)
    const onAbort = () => cutOff('caller')
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    const settle = (result: RunResult) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      resolve(result)
    }
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-tailLength)
    }
    child.stdin?.on('error', () => {
      // The tether died first; its end tells.
    })
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.once('error', (error) => settle({ code: 127, endedBy: undefined, output: error.message }))
    child.once('close', (code, by) => {
      const text = output.trim()
      if (cutOffBy !== undefined) settle({ code: undefined, endedBy: cutOffBy, output: text })
      else if (by === null) settle({ code: code ?? 1, endedBy: undefined, output: text })
      else if (CRASHES.includes(by)) settle({ code: 128 + constants.signals[by], endedBy: undefined, output: text })
      else settle({ code: undefined, endedBy: by, output: text })
    })
  })
}
