import { spawn } from 'node:child_process'
import { childEnvironment } from '../../config/childEnvironment.js'

const tailLength = 2_000

/** How a program that was run to its end came out. */
export interface RunResult {
  /** Exit code; 127 when the program could not be started, undefined when it was ended at the time limit. */
  readonly code: number | undefined
  /** The end of what it printed, both streams. */
  readonly output: string
}

/**
 * Run a program to its end, or end it at a time limit.
 *
 * @param environment - variables set besides the inherited ones.
 */
export function runToEnd(
  command: string,
  args: readonly string[],
  { timeoutMs, environment = {} }: { readonly timeoutMs: number; readonly environment?: Readonly<Record<string, string>> },
): Promise<RunResult> {
  return new Promise((resolve) => {
    let output = ''
    let isLate = false
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: childEnvironment(environment) })
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, timeoutMs)
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-tailLength)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 127, output: error.message })
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code: isLate ? undefined : (code ?? 1), output: output.trim() })
    })
  })
}
