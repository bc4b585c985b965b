/** How a recalibration ends. */
export const RECALIBRATION_OUTCOMES = {
  proposed: 'A proposal was started.',
  alreadyProposed: 'The very same proposal was started before.',
  noChange: 'Nothing moves enough to ask people for their signatures.',
  dryRun: 'The run was asked to propose nothing.',
  late: "The scheduled time is older than the schedule's catch-up window: computed and stored, never proposed.",
  proposalPending: 'Another proposal of this market is not over; the next run looks again.',
} as const

/** @see RECALIBRATION_OUTCOMES */
export type RecalibrationOutcome = keyof typeof RECALIBRATION_OUTCOMES

/**
 * Decide whether a finished computation becomes a proposal. Pure.
 *
 * @param input.latenessMs - run time minus scheduled time: nothing tells a backfill from a catch-up but this
 */
export function decideRecalibration(input: {
  changeCount: number
  isDryRun: boolean
  latenessMs: number
  catchUpWindowMs: number
  liveProposals: number
}): Exclude<RecalibrationOutcome, 'proposed' | 'alreadyProposed'> | 'propose' {
  if (input.isDryRun) return 'dryRun'
  if (input.changeCount === 0) return 'noChange'
  if (input.latenessMs > input.catchUpWindowMs) return 'late'
  if (input.liveProposals > 0) return 'proposalPending'
  return 'propose'
}
