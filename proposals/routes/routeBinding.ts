import type { SigningRound } from './signingRound.js'
import type { RouteExit, RouteStep } from './steps.js'

/** What is known of any route's part of a proposal; each route adds its own fields. */
export interface RouteBinding {
  readonly kind: string
  /** In order: a status names the one that the chain waits for. */
  readonly steps: readonly RouteStep[]
  readonly exits: readonly RouteExit[]
  /** Rounds of the steps that are signed; none where nobody signs. */
  readonly rounds: readonly SigningRound[]
  /** Round of the exit that spends a nonce: once executed, the bytes of `rounds` are dead. Null where there is no such exit. */
  readonly rejection: SigningRound | null
}

/** List every round of a binding, the one that ends it last. */
export function roundsOf({ rounds, rejection }: Pick<RouteBinding, 'rounds' | 'rejection'>): readonly SigningRound[] {
  return rejection === null ? rounds : [...rounds, rejection]
}

/** Tell whether a round ends the proposal instead of carrying it on. */
export function isExitRound({ exits }: Pick<RouteBinding, 'exits'>, purpose: SigningRound['purpose'] | null): boolean {
  return exits.some((exit) => exit.kind === 'spendNonce' && exit.name === purpose)
}

/** Name the step by which the target's calls are made: the last that sends a transaction. */
export function executionStepOf({ steps }: Pick<RouteBinding, 'steps'>): string {
  return steps.findLast(({ kind }) => kind === 'send' || kind === 'sign')?.name ?? 'none'
}
