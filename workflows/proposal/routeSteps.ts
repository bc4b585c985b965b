import { ApplicationFailure } from '@temporalio/workflow'
import type { Proposal } from '../../proposals/proposal.js'
import { roundsOf } from '../../proposals/routes/routeBinding.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import type { RouteStep } from '../../proposals/routes/steps.js'

/**
 * Find a proposal's round by its purpose.
 *
 * @throws {ApplicationFailure} of type NO_SUCH_ROUND when the route has none
 */
export function roundOf({ route }: Proposal, purpose: SigningRound['purpose']): SigningRound {
  const round = roundsOf(route).find((candidate) => candidate.purpose === purpose)
  if (round === undefined) throw noSuchRound(purpose)
  return round
}

/**
 * Find what a round is for, and the step that the chain waits for as long as it can be sent.
 *
 * @throws {ApplicationFailure} of type NO_SUCH_ROUND when the route has none
 */
export function signedStepOf(
  { route: { steps, exits } }: Proposal,
  purpose: SigningRound['purpose'],
): { does: string; step: number; isExit: boolean } {
  const index = (name: string) => steps.findIndex((step) => step.kind === 'sign' && step.name === name)
  const step = steps[index(purpose)]
  if (step?.kind === 'sign') return { does: step.does, step: index(purpose), isExit: false }
  const exit = exits.find((candidate) => candidate.kind === 'spendNonce' && candidate.name === purpose)
  if (exit?.kind !== 'spendNonce') throw noSuchRound(purpose)
  return { does: exit.does, step: index(exit.of), isExit: true }
}

/**
 * Find a step whose call is sent.
 *
 * @throws {ApplicationFailure} of type NO_SUCH_STEP when the step of this index sends nothing
 */
export function sendStepOf({ route }: Proposal, index: number): Extract<RouteStep, { kind: 'send' }> {
  const step = route.steps[index]
  if (step?.kind !== 'send') throw ApplicationFailure.nonRetryable(`Step ${index} of this route sends no call.`, 'NO_SUCH_STEP')
  return step
}

function noSuchRound(purpose: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`This route has no round to ${purpose}.`, 'NO_SUCH_ROUND')
}
