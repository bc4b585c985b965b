import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { childEnvironment } from '../../config/environment.js'

const START_TIMEOUT_MS = 60_000
const TAIL_CHARACTERS = 4_000

/** A worker in a process of its own, as operators run it. */
export interface WorkerProcess {
  /**
   * End it as an operator would (SIGTERM), and after ten seconds by force. May be called again.
   *
   * @returns peak resident memory in bytes; undefined when it did not end in order
   */
  readonly stop: () => Promise<{ readonly peakBytes: number | undefined }>
}

/**
 * Start the compiled `plimsoll worker` and wait until it listens. It cannot outlive this process.
 *
 * @param variables - environment variables that the configuration names
 * @throws {Error} when it ends or is silent for a minute before it is ready; the message has its last output
 */
export async function startWorkerProcess(
  configFile: string,
  variables: Readonly<Record<string, string>>,
): Promise<WorkerProcess> {
  const root = projectRoot()
  const peakMemory = pathToFileURL(join(root, 'bench', 'support', 'peakMemory.mjs')).href
  const command = [
    process.execPath,
    '--import',
    peakMemory,
    join(root, 'dist', 'program', 'main.js'),
    'worker',
    '--config',
    configFile,
  ]
  const child = spawn(process.execPath, [join(root, 'activities', 'process', 'tether.mjs'), ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: childEnvironment(variables),
    // A session of its own: Ctrl-C ends this process, whose end then stops the worker in order.
    detached: true,
  })
  let output = ''
  let onOutput: () => void = () => {}
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-TAIL_CHARACTERS)
    onOutput()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  // A worker that ended first is told by `exited`.
  child.stdin.on('error', () => {})
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
  const stop = async () => {
    child.stdin.end()
    await exited
    const [, kb] = output.match(/peak resident memory (\d+) kB/) ?? []
    return { peakBytes: kb === undefined ? undefined : Number(kb) * 1_024 }
  }
  await new Promise<void>((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer)
      child.stdin.end()
      reject(new Error(`The worker did not start. Its last output:\n${output}`))
    }
    const timer = setTimeout(fail, START_TIMEOUT_MS)
    onOutput = () => {
      if (!output.includes('worker ready')) return
      onOutput = () => {}
      clearTimeout(timer)
      resolve()
    }
    void exited.then(fail)
  })
  return { stop }
}
