import type { Call } from '../call.js'
import type { SigningRound } from './signingRound.js'

/** What a proposal workflow needs of any binding; each route adds its own fields. */
export interface RouteBinding {
  readonly kind: string
  readonly rounds: readonly SigningRound[]
  readonly rejection: SigningRound
  readonly execution: Call
  readonly cancellation: Call
}
