import type { AbiEvent, Address } from 'viem'
import type { Call } from '../call.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { RouteBinding } from '../routes/routeBinding.js'
import type { RouteStatus } from '../routes/routeStatus.js'
import type { AbiError } from './abiError.js'
import type { ExpectedEvent } from './expectedEvent.js'

/** One transaction that a simulation sends. */
export interface SimulationStep {
  /**
   * `approve` stands in for signatures, `queue` for what the Safe must execute before: neither is part of the proposal; `schedule` and
   * `execute` are.
   */
  readonly name: string
  readonly isPart: boolean
  readonly from: Address
  readonly call: Call
  /** The call inside, made by the account that makes it: asked for the reason where the outer one hides it. */
  readonly inner?: { readonly from: Address; readonly call: Call }
}

/** What a simulation does and expects of a route. */
export interface RouteSimulation<State, Binding extends RouteBinding> {
  /**
   * Lay out the transactions up to the last signing round that the proposal still has before it; none once all are through.
   *
   * Owners approve the round's hash on chain instead of signing, so that the very fields which they would sign are executed.
   */
  readonly roundSteps: (input: {
    binding: Binding
    phase: RouteStatus['phase']
    state: State
    sender: Address
  }) => readonly SimulationStep[]
  /** Read when the operation can be executed, chain time in seconds; null when it is not scheduled. */
  readonly readyAtPlan: (binding: Binding) => ReadPlan<number | null>
  /** The execution itself. */
  readonly executionStep: (input: { binding: Binding; sender: Address }) => SimulationStep
  /** Events that the route's contracts can emit. */
  readonly events: readonly AbiEvent[]
  /** Errors that the route's contracts can revert with. */
  readonly errors: readonly AbiError[]
  /** Events that the route itself must emit from a phase on. */
  readonly expectedEvents: (input: { binding: Binding; phase: RouteStatus['phase'] }) => readonly ExpectedEvent[]
}
