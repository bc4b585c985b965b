import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheDir } from '../../config/environment.js'
import { quietRuntime } from '../../worker/runtime/quietRuntime.js'
import { STOP_EXIT_CODES, type StopSignal } from '../process/stopSignal.js'
import { assertLocalContracts } from '../localContracts.js'
import { type LocalSystem, startLocalSystem } from '../system/startLocalSystem.js'
import { hasBegun, lastRunFolder, makeRunFolder, newRunFolder } from './runFolders.js'
import { type Doing, firstChange, sayOpenProposals, secondProposal, type Stage } from './demonstration.js'

/** The eve of a real crash: the instant that a run replays unless another is chosen. */
export const DEFAULT_AS_OF = '2022-06-12T00:00:00Z'

/** How to bring a local system up. */
export interface LocalUpOptions {
  /** Stop after the first change is verified. */
  readonly isOnce: boolean
  /** Go on with the last run folder. */
  readonly isResume: boolean
  /** Only start the system: no schedule, no proposals. */
  readonly isBare?: boolean
  readonly asOf?: string | undefined
  /** Absolute path of the configuration that the run's own is written from; `examples/local.yaml` by default. */
  readonly template?: string | undefined
  /** Absolute path of one run's folder; a new one under `runsFolder` where it is left out. */
  readonly runFolder?: string | undefined
  /** Absolute path of the folder that holds all runs. */
  readonly runsFolder: string
  readonly port?: number | undefined
  readonly temporalPort?: number | undefined
  readonly uiPort?: number | undefined
  /** Gets one line for each thing that is done. */
  readonly say: (line: string) => void
  /** Gets what is being done from now on; null when nothing is. */
  readonly doing?: Doing
  /** Resolves with what asks to stop. */
  readonly untilStopped: Promise<StopSignal>
}

/**
 * Start everything on this machine, carry one recalibration through to the executed and verified change, leave a second
 * proposal awaiting signatures, and stay up until stopped.
 *
 * Every step is found from the state of the chain and the workflows, so that a run which was killed goes on with `isResume`. What people did with
 * its proposals meanwhile is told, and ends nothing.
 *
 * @throws {RunFolderUnusable} when the run cannot be kept where it is to be
 * @returns exit code: 0 when the chain shows the proposed values, 8 when it does not; with `isOnce` also 8 when nothing was proposed. A run that
 *   is gone on with, without `isOnce`, stays up. 130 or 143 when it was stopped by a signal, at whatever moment
 */
export async function localUp(options: LocalUpOptions): Promise<number> {
  const stop = new AbortController()
  const stopped = options.untilStopped.then((by) => {
    stop.abort(new Error(`stopped by ${by}`))
    return STOP_EXIT_CODES[by]
  })
  // What was under way when it was stopped has nothing to say any more.
  const say = (line: string) => {
    if (!stop.signal.aborted) options.say(line)
  }
  const doing = (what: string | null) => {
    if (!stop.signal.aborted) options.doing?.(what)
  }
  // Before the folder of a run that could not start is made.
  if (options.runFolder === undefined && !options.isResume) await assertLocalContracts()
  const runFolder =
    options.runFolder ??
    (options.isResume ? await lastRunFolder(options.runsFolder) : await newRunFolder(options.runsFolder, new Date()))
  const isGoneOnWith = hasBegun(runFolder)
  await makeRunFolder(runFolder)
  quietRuntime()
  say(`Run folder: ${runFolder}`)
  const asOf = options.asOf ?? DEFAULT_AS_OF
  doing('Starting Temporal, the chain and a worker')
  const system = await startLocalSystem({
    runFolder,
    cacheFolder: cacheDir(),
    template: options.template,
    asOf,
    say,
    isHeadless: options.isOnce,
    // A wait on the chain holds no state of its own: Ctrl-C need not let it run out.
    tuning: { shutdownGraceTime: '1s' },
    ports: { chain: options.port, temporal: options.temporalPort, ui: options.uiPort },
    signal: stop.signal,
  }).catch(async (error: unknown) => {
    if (options.runFolder === undefined && !options.isResume) await rm(runFolder, { recursive: true, force: true })
    if (!stop.signal.aborted) throw error
    return null
  })
  if (system === null) {
    options.doing?.(null)
    options.say('Stopped before everything had started.')
    return stopped
  }
  try {
    return await Promise.race([demonstrate(system, options, { say, doing, signal: stop.signal, stopped, isGoneOnWith }), stopped])
  } finally {
    options.doing?.(null)
    options.say('Stopping worker, chain and Temporal …')
    options.doing?.('Stopping')
    await system.stop()
    options.doing?.(null)
    options.say('Stopped. `npm start -- --resume` (or `plimsoll local up --resume`) resumes this run.')
  }
}

/** Carry the changes through and wait until it is asked to stop. */
async function demonstrate(system: LocalSystem, options: LocalUpOptions, stage: Stage): Promise<number> {
  const { say, doing, stopped } = stage
  if (options.isBare !== true) {
    const first = await firstChange(system, stage)
    if (options.isOnce) return first === 'verified' ? 0 : 8
    if (first === 'differs' && !stage.isGoneOnWith) return 8
    if (first === 'verified' || first === 'nothing') await secondProposal(system, stage)
    await sayOpenProposals(system, say)
  }
  doing(null)
  sayHowToGoOn(system, say)
  return stopped
}

function sayHowToGoOn(system: LocalSystem, say: (line: string) => void): void {
  if (system.temporalUiUrl !== undefined) say(`Temporal's own UI: ${system.temporalUiUrl}`)
  say(`In a second terminal: . ${join(system.runFolder, 'env.sh')} && npx plimsoll proposal list`)
  say("Once it is signed and scheduled, `npx plimsoll local advance 2d` moves the chain's clock past the delay.")
  say('Ctrl-C stops all of it.')
}
