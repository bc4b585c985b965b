import { resolve } from 'node:path'
import { localUp } from '../../../local/up/localUp.js'
import { EXIT_CODES, type ExitName } from '../../exitCodes.js'
import type { Outcome } from '../../outcome.js'
import { createProgress } from '../../output/progress.js'
import type { Session } from '../../session.js'
import { runsFolder } from './runsFolder.js'

/** Options of `local up`. */
export interface LocalUpCliOptions {
  readonly once?: boolean
  readonly resume?: boolean
  readonly bare?: boolean
  readonly asOf?: string
  readonly runFolder?: string
  readonly port?: number
  readonly temporalPort?: number
  readonly uiPort?: number
}

/** Bring a local system up and keep it until the user stops it. With `--json` its lines go to stderr. */
export async function up(session: Session, options: LocalUpCliOptions): Promise<Outcome> {
  const { terminal } = session
  const progress =
    session.options.json === true ? { say: session.show, doing: () => {}, end: () => {} } : createProgress(terminal)
  const code = await localUp({
    isOnce: options.once === true,
    isResume: options.resume === true,
    isBare: options.bare === true,
    asOf: options.asOf,
    runFolder: options.runFolder === undefined ? undefined : resolve(options.runFolder),
    runsFolder: runsFolder(),
    port: options.port,
    temporalPort: options.temporalPort,
    uiPort: options.uiPort,
    say: progress.say,
    doing: progress.doing,
    untilStopped: terminal.untilStopped(),
  }).finally(progress.end)
  const exit = (Object.keys(EXIT_CODES) as ExitName[]).find((name) => EXIT_CODES[name].code === code) ?? 'unexpected'
  return { text: '', json: { isDone: code === 0, exitCode: code }, exit }
}
