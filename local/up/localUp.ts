import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cacheDir } from '../../config/environment.js'
import { durationMs } from '../../core/duration.js'
import { marketSnapshotSchema } from '../../models/data/marketSnapshot.js'
import { evidenceManifestSchema } from '../../proposals/evidenceManifest.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { isFinal } from '../../proposals/states.js'
import { changesTable } from '../../proposals/report/changesTable.js'
import { folderEvidenceStore } from '../../activities/evidence/folderEvidenceStore.js'
import { listProposals, readProposal, readProposalView } from '../../client/proposals.js'
import { recalibrationInput } from '../../client/recalibrationInput.js'
import { RecalibrationRunning } from '../../client/recalibrations.js'
import { quietRuntime } from '../../worker/runtime/quietRuntime.js'
import type { MarketId } from '../../core/units/marketId.js'
import { RECALIBRATION_OUTCOMES } from '../../workflows/recalibration/decideRecalibration.js'
import type { RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { STOP_EXIT_CODES, type StopSignal } from '../process/stopSignal.js'
import { assertLocalContracts } from '../localContracts.js'
import { moveClock } from '../system/moveClock.js'
import { NoReferencePrice } from '../system/referencePrices.js'
import { type LocalSystem, onlyMarket, startLocalSystem } from '../system/startLocalSystem.js'
import { carryThrough } from './carryThrough.js'
import { confirmedChanges } from './confirmedChanges.js'
import { readChangedParameters } from './readChangedParameters.js'
import { hasBegun, lastRunFolder, makeRunFolder, newRunFolder } from './runFolders.js'
import { ensureSchedule, scheduledRun } from './scheduledRun.js'

/** The eve of a real crash: the instant that a run replays unless another is chosen. */
export const DEFAULT_AS_OF = '2022-06-12T00:00:00Z'

const POLL_MS = 100

/** Told what is being done from now on; null when nothing is. */
export type Doing = (what: string | null) => void

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
    options.say('Stopped. `npm start -- --resume` (or `plimsoll local up --resume`) goes on with this run.')
  }
}

/** What the demonstration tells, and what ends it. */
interface Stage {
  readonly say: (line: string) => void
  readonly doing: Doing
  readonly signal: AbortSignal
  /** Whether the run folder held a run already. */
  readonly isGoneOnWith: boolean
  /** Resolves with the exit code once it was asked to stop. */
  readonly stopped: Promise<number>
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

/**
 * What became of the first change: the chain shows it, does not show it, or nothing was proposed. `differs` too where its proposal was not carried
 * out, and `open` where people are deciding about it.
 */
type FirstChange = 'verified' | 'differs' | 'nothing' | 'open'

async function firstChange(system: LocalSystem, { say, doing, signal }: Stage): Promise<FirstChange> {
  const entry = onlyMarket(system.loaded)
  const { market } = entry
  if (market.notice !== null) say(market.notice)
  await ensureSchedule(system, {
    ...recalibrationInput(system.loaded.config, entry, { isDryRun: false }),
    replayOf: new Date(system.deployment.asOfSeconds * 1_000).toISOString(),
  })
  doing('Recalibrating: prices, models, guardrails')
  const id = await proposalOfRun(system, market.id, 1, say)
  if (id === 'none') return 'nothing'
  if (id === 'another') return 'open'
  const { state } = await readProposalView(system.client, id)
  if (state === 'ending') {
    say(`The first proposal is ending, and its rejection waits for signatures: ${id}`)
    return 'open'
  }
  const view = await carryThrough(system, id, say, doing, signal)
  doing('Asking the chain for the new values')
  return (await sayVerification(system, view, say)) ? 'verified' : 'differs'
}

/**
 * Get the n-th run of the schedule and say what it found.
 *
 * @returns the proposal that it started; `none` where nothing moves enough, `another` where another run or proposal was in its way
 */
async function proposalOfRun(
  system: LocalSystem,
  market: MarketId,
  n: number,
  say: (line: string) => void,
): Promise<`proposal/${string}` | 'none' | 'another'> {
  const result = await scheduledRun(system, market, n).then(
    (run) => run.result,
    (error: unknown) => {
      if (error instanceof RecalibrationRunning) return { outcome: 'alreadyRunning' as const }
      throw error
    },
  )
  if (result.outcome === 'alreadyRunning') {
    say('Another run of the market was under way: nothing was run, and what that one proposes stays.')
    return 'another'
  }
  await sayResult(system, result, say)
  if (result.outcome === 'noChange') {
    say('Nothing moves enough at this instant to ask people for their signatures: nothing to execute.')
    return 'none'
  }
  const isOwn = result.outcome === 'proposed' || result.outcome === 'alreadyProposed'
  if (isOwn && result.proposalWorkflowId !== null) return result.proposalWorkflowId as `proposal/${string}`
  say(`Nothing was proposed. ${RECALIBRATION_OUTCOMES[result.outcome]}`)
  return 'another'
}

/** Ask the chain itself, not the workflow, whether the values are there. */
async function sayVerification(system: LocalSystem, view: ProposalView, say: (line: string) => void): Promise<boolean> {
  const proposal = await readProposal(system.client, view.proposalId)
  for (const { purpose, hash } of view.transactions) say(`Transaction to ${purpose}: ${hash}`)
  if (view.state !== 'verified') {
    say(`The proposal ended as ${view.state}: ${view.ending?.reason ?? 'no reason was given'}`)
    return false
  }
  const differences = await readChangedParameters(
    system.chain,
    system.deployment,
    await confirmedChanges(system.client, proposal),
  )
  if (differences.length > 0) {
    for (const difference of differences) say(`The chain differs: ${difference}`)
    return false
  }
  say('Verified: the chain shows the proposed values.')
  const report = await writeReportFile(system, view)
  if (report !== null) say(`Report: ${report}`)
  return true
}

async function writeReportFile(system: LocalSystem, view: ProposalView): Promise<string | null> {
  if (view.report === null) return null
  const file = join(system.runFolder, `report-${view.proposalId.slice(2, 10)}.md`)
  await writeFile(file, await evidenceOf(system).getText(view.report))
  return file
}

/** Move chain and prices past the cooldown, so that the market after the crash asks for the next step. */
async function secondProposal(system: LocalSystem, { say, doing, signal }: Stage): Promise<void> {
  const { market } = onlyMarket(system.loaded)
  const { deployment } = system
  const cooldownSeconds = durationMs(market.guardrails.tighten.cooldown) / 1_000
  const target = deployment.asOfSeconds + deployment.timelock.minDelaySeconds + cooldownSeconds + 3_600
  const { timestamp } = await system.chain.getBlock({ blockTag: 'latest' })
  signal.throwIfAborted()
  if (Number(timestamp) < target) {
    doing("Moving the chain's clock past the cooldown")
    const now = await moveClock(system, target).catch((error: unknown) => {
      if (error instanceof NoReferencePrice) return null
      throw error
    })
    if (now === null) {
      say('The example data end before the cooldown does: there is no second proposal.')
      return
    }
    say(`Moved the local chain to ${now}, past the cooldown, with that day's prices in its oracles.`)
  }
  doing('Recalibrating: prices, models, guardrails')
  const id = await proposalOfRun(system, market.id, 2, say)
  if (id === 'none' || id === 'another') return
  doing('Simulating and checking the proposal')
  const { state } = await checkedView(system, id)
  if (state === 'awaitingSignatures') say(`Left for you to sign: ${id}`)
  else say(`The second proposal is ${state}: ${id}`)
}

/** Tell which proposals are not over: people may have asked for more than this demonstration's two. */
async function sayOpenProposals(system: LocalSystem, say: (line: string) => void): Promise<void> {
  const { market } = onlyMarket(system.loaded)
  for (const id of await listProposals(system.client, { market: market.id, isRunning: true })) {
    const { state } = await readProposalView(system.client, id)
    if (!isFinal(state)) say(`Not over: ${id} (${state})`)
  }
}

/** Wait until a proposal's first checks are over, so that what is left for people is ready for them. */
async function checkedView(system: LocalSystem, id: string): Promise<ProposalView> {
  for (;;) {
    const view = await readProposalView(system.client, id)
    if (view.state !== 'drafted') return view
    await sleep(POLL_MS)
  }
}

async function sayResult(system: LocalSystem, result: RecalibrationResult, say: (line: string) => void): Promise<void> {
  say(
    `Recalibrated as of ${result.asOf}: ${count(result.findings, 'finding')} in the market data, ${count(result.changes.length, 'asset')} to move.`,
  )
  const evidence = evidenceOf(system)
  const manifest = await evidence.get(result.manifest, evidenceManifestSchema)
  const snapshot = await evidence.get(manifest.snapshot, marketSnapshotSchema)
  const notable = snapshot.assets
    .flatMap(({ findings }) => findings)
    .filter(({ kind }) => kind === 'badPrint' || kind === 'singleSource')
  for (const { message } of notable) say(`  found: ${message}`)
  for (const { asset, source, message } of result.failedSources) say(`  ${asset}: the source ${source} gave nothing: ${message}`)
  for (const line of changesTable(result.changes)) say(`  ${line}`)
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function sayHowToGoOn(system: LocalSystem, say: (line: string) => void): void {
  if (system.temporalUiUrl !== undefined) say(`Temporal's own UI: ${system.temporalUiUrl}`)
  say(`In a second terminal: . ${join(system.runFolder, 'env.sh')} && npx plimsoll proposal list`)
  say("Once it is signed and scheduled, `npx plimsoll local advance 2d` moves the chain's clock past the delay.")
  say('Ctrl-C stops all of it.')
}

function evidenceOf(system: LocalSystem) {
  return folderEvidenceStore(join(system.runFolder, 'evidence'))
}
