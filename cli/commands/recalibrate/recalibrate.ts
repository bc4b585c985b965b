import { EvidenceMissing } from '../../../activities/evidence/errors.js'
import { findMarket } from '../../../config/findMarket.js'
import { marketSnapshotSchema } from '../../../models/data/marketSnapshot.js'
import { policyOf, policyRecommendationSchema } from '../../../models/policy/registry.js'
import { evidenceManifestSchema } from '../../../proposals/evidenceManifest.js'
import { recalibrationInput } from '../../../client/recalibrationInput.js'
import { startRecalibration } from '../../../client/recalibrations.js'
import { readStruggles } from '../../../client/struggles.js'
import { assertWorkers } from '../../../client/workerPresence.js'
import type { RecalibrationResult } from '../../../workflows/recalibration/recalibrationWorkflow.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'
import { type RunEvidence, renderRun } from './renderRun.js'

const LOOK_EVERY_MS = 3_000
/** What is printed where this machine has no access to the evidence. */
const NO_FIGURES = { assets: null, scenarios: null, replays: null, insuranceFund: null }

/**
 * Run one recalibration by hand, wait for it, and show what it found.
 *
 * @throws {RecalibrationRunning} when another run of the market is under way: nothing is started then
 */
export async function recalibrate(
  session: Session,
  id: string | undefined,
  { isDryRun }: { isDryRun: boolean },
): Promise<Outcome> {
  const loaded = await session.load()
  const entry = findMarket(loaded.config, id)
  const { client } = await session.connect()
  const { taskQueue } = loaded.config.temporal
  await assertWorkers(client, taskQueue)
  const { workflowId, result: untilResult } = await startRecalibration({
    client,
    taskQueue,
    startedAt: new Date(),
    input: recalibrationInput(loaded.config, entry, { isDryRun }),
  })
  session.note(`Running ${workflowId}; it goes on in Temporal if you leave.`)
  const stopLooking = lookForTrouble(() => readStruggles(client, workflowId), session.note)
  try {
    const result = await untilResult()
    const evidence = await readEvidence(session, result)
    return {
      text: renderRun(session, entry.market, result, evidence),
      json: {
        workflowId,
        ...result,
        proposalId: result.proposalWorkflowId?.replace(/^proposal\//, '') ?? null,
        ...(evidence === null ? NO_FIGURES : policyOf(evidence.recommendation.policy).figures(evidence.recommendation)),
        findingsByKind: evidence?.findingsByKind ?? null,
      },
    }
  } finally {
    await stopLooking()
  }
}

/** Tell why a run takes long while it does: each failing activity once an attempt. */
function lookForTrouble(look: () => ReturnType<typeof readStruggles>, note: (line: string) => void): () => Promise<void> {
  const told = new Set<string>()
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = look().then(
      (struggles) => {
        for (const { activity, attempt, message } of struggles) {
          const line = `${activity}, attempt ${attempt}: ${message}`
          if (!told.has(line)) note(line)
          told.add(line)
        }
      },
      // The run itself tells when Temporal is gone.
      () => undefined,
    )
  }, LOOK_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await looking
  }
}

/** Read what the run stored; null where this machine has no access to the evidence. */
async function readEvidence(session: Session, result: RecalibrationResult): Promise<RunEvidence | null> {
  const { evidence: store } = await session.openEvidence()
  try {
    const recommendation = await store.get(result.recommendation, policyRecommendationSchema)
    const manifest = await store.get(result.manifest, evidenceManifestSchema)
    const findings = (await store.get(manifest.snapshot, marketSnapshotSchema)).assets.flatMap((asset) => asset.findings)
    const findingsByKind: Record<string, number> = {}
    for (const { kind } of findings) findingsByKind[kind] = (findingsByKind[kind] ?? 0) + 1
    return { recommendation, findingsByKind }
  } catch (error) {
    if (error instanceof EvidenceMissing) return null
    throw error
  }
}
