import type { CheckResult } from '../../proposals/checks/check.js'
import type { RouteBinding } from '../../proposals/routes/routeBinding.js'
import type { RouteStatus } from '../../proposals/routes/routeStatus.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import type { RouteStep } from '../../proposals/routes/steps.js'
import type { ProposalState } from '../../proposals/states.js'

/** An owner's signature over one round, verified against the chain. */
export interface CollectedSignature {
  readonly purpose: SigningRound['purpose']
  readonly owner: `0x${string}`
  readonly signature: `0x${string}`
}

/** How a proposal ends when it is not carried out. */
export type EndingOutcome = 'rejected' | 'expired' | 'superseded' | 'vetoed' | 'drifted' | 'failed'

/** Why a proposal ends, and who made it so. */
export interface Ending {
  readonly outcome: EndingOutcome
  /** Address, or null where nobody but time or the chain did. */
  readonly by: string | null
  readonly reason: string
}

/** A signature that counted once and does not any longer. */
export interface LostSignature {
  readonly purpose: SigningRound['purpose']
  readonly owner: `0x${string}`
  readonly reason: string
}

/** What `decide` knows of a step. */
export type MachineStep =
  | { readonly kind: 'sign'; readonly name: SigningRound['purpose'] }
  | { readonly kind: Exclude<RouteStep['kind'], 'sign'>; readonly name: string }

/** The whole of a proposal's life as plain data: what `decide` reads and returns. */
export interface ProposalMachine {
  readonly state: ProposalState
  /** The route's steps, in order: what each is, and the name that its transaction is listed by. */
  readonly steps: readonly MachineStep[]
  /** Index of the step that the chain waits for. */
  readonly step: number
  /** Round that ends it by its nonce; null where the route has none. */
  readonly exit: SigningRound['purpose'] | null
  /** Set while the proposal ends; it is over only when the chain agrees. */
  readonly ending: Ending | null
  readonly signatures: readonly CollectedSignature[]
  /** Signatures that were taken out again, each with why. */
  readonly lostSignatures: readonly LostSignature[]
  /** Signatures that a round needs, when it was last read; null before the first read. */
  readonly threshold: number | null
  readonly checks: readonly CheckResult[]
  readonly transactions: readonly { readonly purpose: string; readonly hash: string }[]
  readonly readyAtSeconds: number | null
  /** Whether a transaction is on its way: no second one is started. */
  readonly isSubmitting: boolean
  /** What holds it up now and is tried again; null when nothing does. */
  readonly fault: string | null
}

/** What can happen to a proposal. */
export type ProposalEvent =
  | { readonly kind: 'checked'; readonly results: readonly CheckResult[]; readonly threshold: number }
  | { readonly kind: 'signed'; readonly signature: CollectedSignature; readonly threshold: number }
  | { readonly kind: 'rejectionDecided'; readonly by: string; readonly reason: string }
  | { readonly kind: 'routeMoved'; readonly status: RouteStatus; readonly isExpired: boolean; readonly by: string | null }
  | { readonly kind: 'submitted'; readonly purpose: string; readonly hash: string }
  /** Signatures stopped counting between collecting and sending, or more are demanded. */
  | { readonly kind: 'signaturesRechecked'; readonly lost: readonly LostSignature[]; readonly threshold: number }
  /** Another round is open by now, or the proposal began to end: what was about to be sent is not. */
  | { readonly kind: 'submissionWithdrawn' }
  /** The chain had moved on by itself: there was nothing to send. `name` of what was to be sent. */
  | { readonly kind: 'submissionMoot'; readonly name: string }
  | { readonly kind: 'drifted'; readonly purpose: string; readonly reason: string }
  | { readonly kind: 'submissionFailed'; readonly purpose: string; readonly reason: string }
  | { readonly kind: 'verified'; readonly differences: readonly string[] }
  /** A submission failed by a fault that says nothing about the proposal: it is tried again later. */
  | { readonly kind: 'submissionDelayed'; readonly reason: string }
  /** The pause after a failed or delayed submission is over. */
  | { readonly kind: 'retryDue' }
  /** A command failed for good; `isOtherChain`: the chain is not the one of the draft. */
  | {
      readonly kind: 'brokeDown'
      readonly command: ProposalCommand['kind']
      readonly reason: string
      readonly isOtherChain: boolean
      /** The command, where it is to be tried again; null where it is not. */
      readonly again: Extract<ProposalCommand, { kind: 'check' | 'verify' }> | null
    }

/** What the workflow must do next. */
export type ProposalCommand =
  /** `isAgain`: set after a check that broke down: pause before the next. */
  | { readonly kind: 'check'; readonly isAgain?: boolean }
  /** Wait until the chain waits for another step than this one, has ended it otherwise, or the proposal expires. */
  | {
      readonly kind: 'watch'
      readonly step: number
      readonly outcome: RouteStatus['outcome']
      readonly ignoreExpiry: boolean
      /** Set after a watch that broke down: pause before the next. */
      readonly isAgain?: boolean
    }
  /** Pause, then ask again whether something is to be sent. */
  | { readonly kind: 'retryLater' }
  | { readonly kind: 'submitRound'; readonly purpose: SigningRound['purpose'] }
  /** Send the call of the step with this index. */
  | { readonly kind: 'submitCall'; readonly step: number }
  /** Compare the chain at this block or a later one. `isAgain`: set after a comparison that broke down: pause before the next. */
  | { readonly kind: 'verify'; readonly notBefore: string; readonly isAgain?: boolean }

/** A machine before its first event. */
export function initialMachine({ steps, exits }: Pick<RouteBinding, 'steps' | 'exits'>): ProposalMachine {
  return {
    state: 'drafted',
    steps: steps.map(
      (step): MachineStep => (step.kind === 'sign' ? { kind: 'sign', name: step.name } : { kind: step.kind, name: step.name }),
    ),
    step: 0,
    exit: exits.find((exit) => exit.kind === 'spendNonce')?.name ?? null,
    ending: null,
    signatures: [],
    lostSignatures: [],
    threshold: null,
    checks: [],
    transactions: [],
    readyAtSeconds: null,
    isSubmitting: false,
    fault: null,
  }
}
