import type { Call } from '../call.js'
import type { SigningRound } from './signingRound.js'
import type { RouteExit, RouteStep } from './steps.js'

/** What a proposal workflow needs of any binding; each route adds its own fields. */
export interface RouteBinding {
  readonly kind: string
  /** In order: a status names the one that the chain waits for. */
  readonly steps: readonly RouteStep[]
  readonly exits: readonly RouteExit[]
  readonly rounds: readonly SigningRound[]
  readonly rejection: SigningRound
  readonly execution: Call
  readonly cancellation: Call
}
