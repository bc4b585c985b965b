import type { PlimsollError } from '../../../core/errors/plimsollError.js'
import { formatDuration, isoTime } from '../../../core/format.js'
import type { Proposal } from '../../../proposals/proposal.js'
import type { ProposalView } from '../../../proposals/proposalView.js'
import { changesTable } from '../../../proposals/report/changesTable.js'
import { routeOf } from '../../../proposals/routes/registry.js'
import { isExitRound, roundsOf } from '../../../proposals/routes/routeBinding.js'
import type { SigningRound } from '../../../proposals/routes/signingRound.js'
import { targetOf } from '../../../proposals/targets/registry.js'
import { PROPOSAL_STATES } from '../../../proposals/states.js'
import type { Outcome } from '../../outcome.js'
import { printableLine } from '../../output/printable.js'
import { severityLabel } from '../../output/severity.js'
import type { Session } from '../../session.js'
import { openProposal } from './openProposal.js'
import { callLines, roundLines } from './roundLines.js'
import { summariseSimulation } from './simulationLines.js'

/** Show everything that a signer needs of a proposal. */
export async function show(session: Session, id: string): Promise<Outcome> {
  const { view, proposal, objection } = await openProposal(session, id)
  const { simulation, lines: simulationLines } = await summariseSimulation(session, view, proposal)
  const rounds = roundsOf(proposal.route)
  const sections =
    objection === null
      ? [
          stateLines(session, view, proposal),
          changesTable(proposal.changes, targetOf(proposal.target).parameters),
          signatureLines(session, view),
          callLines(session, proposal.decodedCalls, proposal),
          ...rounds.map((round) => hashLines(session, round, view.openRound)),
          checkLines(session, view),
          simulationLines,
          nextLines(view, proposal),
        ]
      : [objectionLines(session, objection), stateLines(session, view, proposal), signatureLines(session, view)]
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return {
    json: {
      ...view,
      stateText: PROPOSAL_STATES[view.state],
      objection: objection?.shortMessage ?? null,
      proposal,
      simulationResult: simulation,
    },
    ...(objection === null ? {} : { exit: 'failed' }),
    text: text.join('\n\n'),
  }
}

/** Say why nothing is shown that could be compared with a wallet: it would be as false as the rest. */
function objectionLines({ colors }: Session, { shortMessage, metaMessages }: PlimsollError): string[] {
  return [
    colors.red(colors.bold('DO NOT SIGN. Changes, calls and hashes are not shown, since they cannot be believed:')),
    colors.red(printableLine(shortMessage)),
    ...printableLine(metaMessages),
  ]
}

function stateLines({ colors }: Session, view: ProposalView, proposal: Proposal): string[] {
  const delaySeconds = routeOf(proposal.route).delaySeconds(proposal.route)
  const by = view.ending?.by == null ? '' : ` (by ${view.ending.by})`
  return [
    colors.bold(proposal.title),
    `${view.proposalId}`,
    `market ${view.market}, chain ${proposal.chainId}`,
    ...(proposal.isSynthetic ? [colors.red('Made from SYNTHETIC market data.')] : []),
    ...(proposal.notice === null ? [] : [colors.yellow(proposal.notice)]),
    '',
    `${colors.bold(view.state)}: ${PROPOSAL_STATES[view.state]} (since ${view.changedAt})`,
    ...(view.ending === null ? [] : [`${view.ending.outcome}${by}: ${view.ending.reason}`]),
    ...(view.canStillExecute ? [colors.red(colors.bold('It can still be executed on the chain.'))] : []),
    `expires ${isoTime(proposal.expiresAtSeconds)} (chain time)`,
    ...(view.readyAtSeconds === null
      ? delaySeconds === null
        ? []
        : [`delay once scheduled: ${formatDuration(delaySeconds)}`]
      : [`executable from ${isoTime(view.readyAtSeconds)} (chain time)`]),
    ...view.transactions.map(({ purpose, hash }) => `transaction to ${purpose}: ${hash}`),
  ]
}

function signatureLines({ colors }: Session, view: ProposalView): string[] {
  const { signatures, lostSignatures, service, threshold, openRound, missingSignatures } = view
  const state =
    openRound === null ? 'no round is open' : `round to ${openRound}: ${missingSignatures} of ${threshold ?? '?'} missing`
  return [
    colors.bold(`Signatures (${state})`),
    ...signatures.map(({ purpose, owner }) => `  ${owner} signed to ${purpose}`),
    ...lostSignatures.map(({ purpose, owner, reason }) =>
      colors.red(`  ${owner} signed to ${purpose}, and it no longer counts: ${reason}`),
    ),
    ...(service === null
      ? []
      : [`  Safe Transaction Service: ${service.startsWith('failed') ? colors.yellow(service) : service}`]),
  ]
}

function hashLines(session: Session, round: SigningRound, openRound: string | null): string[] {
  const isOpen = round.purpose === openRound
  const title = `To ${round.purpose}${isOpen ? ' (open for signatures)' : ''}: compare with what your wallet shows`
  return [session.colors.bold(title), ...roundLines(round, round.hashes)]
}

function checkLines(session: Session, { checks }: ProposalView): string[] {
  if (checks.length === 0) return [session.colors.bold('Checks'), '  not run yet']
  return [
    session.colors.bold('Checks'),
    ...checks.map(({ check, severity, message }) => `  ${severityLabel(session, severity)}  ${check}: ${message}`),
  ]
}

function nextLines({ proposalId, openRound, report }: ProposalView, { route }: Proposal): string[] {
  const id = proposalId.slice(0, 10)
  return [
    ...(report === null ? [] : [`plimsoll proposal report ${id}`]),
    ...(openRound === null
      ? []
      : [`plimsoll proposal sign ${id}${isExitRound(route, openRound) ? ' --reject' : ''} --key-env NAME`]),
  ]
}
