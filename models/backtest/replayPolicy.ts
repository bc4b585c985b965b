import { decisionTimes } from './decisionTimes.js'
import type { ReplayInput } from './replayInput.js'
import { snapshotAt } from './snapshotAt.js'
import { type ReplayStep, startReplay } from './startReplay.js'

/**
 * Replay the whole policy over history: quality stage, models, guardrails and cooldowns, from the data known at each step alone.
 *
 * @returns one step a decision, computed as it is asked for: a caller can show progress, or stop.
 * @throws what {@link decisionTimes}, {@link snapshotAt} and {@link startReplay} throw.
 */
export function* replayPolicy(input: ReplayInput): Generator<ReplayStep, void, undefined> {
  const decide = startReplay(input)
  for (const atMs of decisionTimes(input)) yield decide({ atMs, snapshot: snapshotAt(input, atMs) })
}
