import { subjectsOf } from '../../core/parameters.js'
import { targetOf } from '../../proposals/targets/registry.js'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { durationMs } from '../../core/duration.js'
import { marketSnapshotSchema } from '../../models/data/marketSnapshot.js'
import { evidenceManifestSchema } from '../../proposals/evidenceManifest.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { isFinal } from '../../proposals/states.js'
import { changesTable } from '../../proposals/report/changesTable.js'
import { listProposals, readProposal, readProposalView } from '../../client/proposals.js'
import { recalibrationInput } from '../../client/recalibrationInput.js'
import { RecalibrationRunning } from '../../client/recalibrations.js'
import type { MarketId } from '../../core/units/marketId.js'
import { RECALIBRATION_OUTCOMES } from '../../workflows/recalibration/decideRecalibration.js'
import type { RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { moveClock } from '../system/moveClock.js'
import { NoReferencePrice } from '../system/referencePrices.js'
import { type LocalSystem, onlyMarket } from '../system/startLocalSystem.js'
import { carryThrough } from './carryThrough.js'
import { confirmedChanges } from './confirmedChanges.js'
import { readChangedParameters } from './readChangedParameters.js'
import { ensureSchedule, scheduledRun } from './scheduledRun.js'

const POLL_MS = 100

/** Told what is being done from now on; null when nothing is. */
export type Doing = (what: string | null) => void

/** What the demonstration tells, and what ends it. */
export interface Stage {
  readonly say: (line: string) => void
  readonly doing: Doing
  readonly signal: AbortSignal
  /** Whether the run folder held a run already. */
  readonly isGoneOnWith: boolean
  /** Resolves with the exit code once it was asked to stop. */
  readonly stopped: Promise<number>
}

/**
 * What became of the first change: the chain shows it, does not show it, or nothing was proposed. `differs` too where its proposal was not carried
 * out, and `open` where people are deciding about it.
 */
export type FirstChange = 'verified' | 'differs' | 'nothing' | 'open'

/** Run the schedule's first recalibration, carry its proposal through, and ask the chain for what it shows. */
export async function firstChange(system: LocalSystem, { say, doing, signal }: Stage): Promise<FirstChange> {
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
  await writeFile(file, await system.evidence.getText(view.report))
  return file
}

/** Move chain and prices past the cooldown, so that the market after the crash asks for the next step. */
export async function secondProposal(system: LocalSystem, { say, doing, signal }: Stage): Promise<void> {
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
export async function sayOpenProposals(system: LocalSystem, say: (line: string) => void): Promise<void> {
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
    `Recalibrated as of ${result.asOf}: ${count(result.findings, 'finding')} in the market data, ${count(subjectsOf(result.changes).length, 'asset')} to move.`,
  )
  const { evidence } = system
  const manifest = await evidence.get(result.manifest, evidenceManifestSchema)
  const snapshot = await evidence.get(manifest.snapshot, marketSnapshotSchema)
  const notable = snapshot.assets
    .flatMap(({ findings }) => findings)
    .filter(({ kind }) => kind === 'badPrint' || kind === 'singleSource')
  for (const { message } of notable) say(`  found: ${message}`)
  for (const { asset, source, message } of result.failedSources) say(`  ${asset}: the source ${source} failed: ${message}`)
  for (const line of changesTable(result.changes, targetOf('aaveV3').parameters)) say(`  ${line}`)
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
