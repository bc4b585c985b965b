import { workflowInfo } from '@temporalio/workflow'
import type { ClaimCheck } from '../../core/claimCheck.js'
import type { Proposal } from '../../proposals/proposal.js'
import { isFinal } from '../../proposals/states.js'
import type { Timeouts } from '../activityOptions.js'
import { publishAttributes } from '../publishAttributes.js'
import { severityAttribute, stateAttribute } from '../searchAttributes.js'
import { decide } from './decide.js'
import { initialMachine, type ProposalCommand, type ProposalEvent, type ProposalMachine } from './machine.js'

/** What a proposal carries from one run of its workflow to the next. */
export interface CarriedOver {
  readonly machine: ProposalMachine
  /** Null before the first check. */
  readonly report: ClaimCheck | null
  /** Null before the first check. */
  readonly simulation: ClaimCheck | null
  /** Updates that were admitted so far. */
  readonly admitted: { readonly signatures: number; readonly rejections: number }
  /** Requests to the relayer so far: each has a number of its own. */
  readonly relays: number
  /** ISO 8601; when it entered its state. */
  readonly changedAt: string
}

/** A proposal's life from its draft on; `resumed` carries it over a continue-as-new. */
export interface ProposalInput {
  readonly proposal: Proposal
  readonly timeouts: Timeouts
  readonly resumed?: CarriedOver
}

/** A proposal in its present run: the one place that the workflow's parts read and change. */
export interface ProposalLife {
  readonly proposal: Proposal
  readonly timeouts: Timeouts
  /** What happened and is not taken in yet, oldest first. */
  readonly events: ProposalEvent[]
  machine: ProposalMachine
  report: ClaimCheck | null
  simulation: ClaimCheck | null
  changedAt: string
  relays: number
  readonly admitted: { signatures: number; rejections: number }
  /** Updates that the chain is being asked about. */
  readonly underWay: { signatures: number; decisions: number }
}

/** Begin a run, with what the last one carried over. */
export function beginLife({ proposal, timeouts, resumed }: ProposalInput): ProposalLife {
  return {
    proposal,
    timeouts,
    events: [],
    machine: resumed?.machine ?? initialMachine(proposal.route),
    report: resumed?.report ?? null,
    simulation: resumed?.simulation ?? null,
    changedAt: resumed?.changedAt ?? workflowInfo().startTime.toISOString(),
    relays: resumed?.relays ?? 0,
    admitted: { signatures: 0, rejections: 0, ...resumed?.admitted },
    underWay: { signatures: 0, decisions: 0 },
  }
}

/** What the next run begins with. */
export function carriedOver({ machine, report, simulation, admitted, relays, changedAt }: ProposalLife): CarriedOver {
  return { machine, report, simulation, admitted, relays, changedAt }
}

/** Take in the oldest event, publish a new state, and tell what is to be done next. */
export function takeIn(life: ProposalLife): readonly ProposalCommand[] {
  const event = life.events.shift()
  if (event === undefined) return []
  const before = life.machine.state
  const { machine, commands } = decide(life.machine, event)
  life.machine = machine
  if (machine.state !== before) {
    life.changedAt = new Date().toISOString()
    publish(machine)
  }
  return commands
}

/** Tell whether a rejection is being verified, or is decided and not yet taken in: nothing but a rejection counts or is sent meanwhile. */
export function isDeciding({ machine, underWay, events }: ProposalLife): boolean {
  return !isFinal(machine.state) && (underWay.decisions > 0 || events.some(({ kind }) => kind === 'rejectionDecided'))
}

function publish({ state, checks }: ProposalMachine): void {
  const severities = checks.map(({ severity }) => severity)
  const worst = severities.includes('error') ? 'error' : severities.includes('warning') ? 'warning' : 'info'
  publishAttributes([
    { key: stateAttribute, value: state },
    { key: severityAttribute, value: worst },
  ])
}
