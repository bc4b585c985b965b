import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { projectRoot } from './projectRoot.js'

/** A program that the local system needs ended, or said nothing, before it was ready. */
export class ProcessDidNotStart extends PlimsollError {
  readonly code = 'PROCESS_DID_NOT_START'
  readonly kind = 'local'

  constructor(
    readonly program: string,
    reason: string,
    outputTail: string,
  ) {
    super({
      shortMessage: `${program} did not start: ${reason}.`,
      metaMessages: [
        ...(outputTail === ''
          ? ['It printed nothing.']
          : ['Its last output:', ...outputTail.split('\n').map((line) => `  ${line}`)]),
        'Remedy: run the program by hand to see whether it works on this machine; free memory, disk or ports if the output names them.',
      ],
    })
  }
}

const tailLines = 30

/** What to start, and how to know that it is ready. */
export interface SpawnTetheredOptions {
  /** What messages call the program. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Matched against everything printed so far; the first match means "ready". */
  readonly ready: RegExp
  readonly startTimeoutMs?: number
  /** Ends the program, started or starting. */
  readonly signal?: AbortSignal
  /** Called with the tether's process id as soon as there is one, before the program is ready. */
  readonly onSpawn?: (pid: number) => Promise<void>
}

/** A running program that cannot outlive this process. */
export interface TetheredProcess {
  /** Process id of the tether; the program is its only child. */
  readonly pid: number
  readonly readyMatch: RegExpMatchArray
  /** The last lines printed, oldest first. */
  readonly outputTail: () => string
  /** Resolves with the exit code when the program has ended, asked for or not. */
  readonly exited: Promise<number>
  /** Ends the program (SIGTERM, after ten seconds SIGKILL) and resolves when it is gone. May be called again. */
  readonly stop: () => Promise<void>
}

/**
 * Start a program that ends with this process, even when this process is killed, and wait until it is ready.
 *
 * The program runs under `tether.mjs` in a session of its own, so that Ctrl-C in a terminal reaches only this process,
 * which can then stop everything in order.
 *
 * @throws {ProcessDidNotStart} when it exits, or is silent for `startTimeoutMs` (20 s), before `ready` matches.
 */
export async function spawnTethered(options: SpawnTetheredOptions): Promise<TetheredProcess> {
  const { name, command, args, ready, startTimeoutMs = 20_000, onSpawn, signal } = options
  const tether = join(projectRoot(), 'activities', 'process', 'tether.mjs')
  const child = spawn(process.execPath, [tether, command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })

  let lines: string[] = []
  let partial = ''
  let onOutput: (text: string) => void = () => {}
  const collect = (chunk: Buffer): void => {
    const parts = (partial + chunk.toString('utf8')).split(/\r?\n/)
    partial = parts.pop() ?? ''
    lines = [...lines, ...parts].slice(-tailLines)
    onOutput(outputTail())
  }
  const outputTail = (): string => [...lines, partial].join('\n').trim()
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  child.stdin.on('error', () => {
    // The tether died first; `exited` tells.
  })

  const exited = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })
  const stop = async (): Promise<void> => {
    child.stdin.end()
    await exited
  }

  await onSpawn?.(child.pid ?? 0)
  const onAbort = (): void => void stop()
  if (signal?.aborted === true) onAbort()
  signal?.addEventListener('abort', onAbort, { once: true })
  void exited.then(() => signal?.removeEventListener('abort', onAbort))

  const readyMatch = await new Promise<RegExpMatchArray>((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      void stop()
    }, startTimeoutMs)
    onOutput = (text) => {
      const match = text.match(ready)
      if (match === null) return
      clearTimeout(timer)
      onOutput = () => {}
      resolve(match)
    }
    void exited.then((code) => {
      clearTimeout(timer)
      const reason = isLate ? `it was not ready after ${startTimeoutMs / 1000} s` : `it exited with code ${code}`
      reject(new ProcessDidNotStart(name, reason, outputTail()))
    })
  })
  return { pid: child.pid ?? 0, readyMatch, outputTail, exited, stop }
}
