import type { CheckResult } from '../../proposals/checks/check.js'
import type { RouteStatus } from '../../proposals/routes/routeStatus.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
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

/** The whole of a proposal's life as plain data: what `decide` reads and returns. */
export interface ProposalMachine {
  readonly state: ProposalState
  readonly roundCount: number
  readonly roundIndex: number
  /** Purposes of the rounds, in order. */
  readonly purposes: readonly SigningRound['purpose'][]
  /** Set while the proposal ends; it is over only when the chain agrees. */
  readonly ending: Ending | null
  readonly signatures: readonly CollectedSignature[]
  /** Signatures that were taken out again, each with why. */
  readonly lostSignatures: readonly LostSignature[]
  /** The Safe's own threshold when it was last read; null before the first read. */
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
  /** Signatures stopped counting between collecting and sending, or the Safe demands more. */
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
  /** Wait until the chain shows another phase than this one, or the proposal expires. */
  | {
      readonly kind: 'watch'
      readonly phase: RouteStatus['phase']
      readonly roundIndex: number
      readonly ignoreExpiry: boolean
      /** Set after a watch that broke down: pause before the next. */
      readonly isAgain?: boolean
    }
  /** Pause, then ask again whether something is to be sent. */
  | { readonly kind: 'retryLater' }
  | { readonly kind: 'submitRound'; readonly purpose: SigningRound['purpose'] }
  | { readonly kind: 'submitExecution' }
  /** Compare the chain at this block or a later one. `isAgain`: set after a comparison that broke down: pause before the next. */
  | { readonly kind: 'verify'; readonly notBefore: string; readonly isAgain?: boolean }

/** A machine before its first event. */
export function initialMachine(purposes: readonly SigningRound['purpose'][]): ProposalMachine {
  return {
    state: 'drafted',
    roundCount: purposes.length,
    roundIndex: 0,
    purposes,
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
