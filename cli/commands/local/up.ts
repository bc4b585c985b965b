import { join, resolve, sep } from 'node:path'
import { localUp } from '../../../local/up/localUp.js'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { EXIT_CODES, type ExitName } from '../../exitCodes.js'
import type { Outcome } from '../../outcome.js'
import { createProgress } from '../../output/progress.js'
import type { Session } from '../../session.js'
import type { LocalUpCliOptions } from '../local.js'

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
    runsFolder: join(homeOfRuns(), '.plimsoll', 'runs'),
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

/** The project's folder in a clone; where the user is, once Plimsoll is an installed package, whose folder an update empties. */
function homeOfRuns(): string {
  const root = projectRoot()
  return root.includes(`${sep}node_modules${sep}`) ? process.cwd() : root
}
