import { readFile } from 'node:fs/promises'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { runToEnd } from './runToEnd.js'

/** Another process keeps its state where this one was to start. */
export class AlreadyRunning extends PlimsollError {
  readonly code = 'ALREADY_RUNNING'
  readonly kind = 'local'

  constructor(
    readonly program: string,
    readonly pid: number,
    pidFile: string,
  ) {
    super({
      shortMessage: `${program} already runs on this data, as process ${pid}.`,
      metaMessages: [
        `It is named in ${pidFile}.`,
        'Remedy: stop the other Plimsoll (Ctrl-C where it runs), or start with another folder.',
      ],
    })
  }
}

const pollMs = 50

/**
 * Wait until the process that last used some data has ended: after a kill it still writes its state for a moment.
 *
 * @param pidFile - where `spawnExclusive` noted the tether's process id; may be missing.
 * @param limitMs - how long to wait; more than the tether's own limit.
 * @throws {AlreadyRunning} when it still runs after that.
 */
export async function awaitPredecessor(program: string, pidFile: string, limitMs = 15_000): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
  if (!Number.isSafeInteger(pid) || pid <= 1) return
  const deadline = Date.now() + limitMs
  while (await isTether(pid)) {
    if (Date.now() > deadline) throw new AlreadyRunning(program, pid, pidFile)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

/** Tell whether a process is a tether that runs. Process ids are used again, so a live one says nothing before its command does. */
export async function isTether(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const { code, output } = await runToEnd('ps', ['-o', 'args=', '-p', String(pid)], { timeoutMs: 5_000 })
  return code === 0 && output.includes('tether.mjs')
}
