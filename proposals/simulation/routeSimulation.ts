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
   * Of a part of the proposal the name of its step. Of anything else what it stands for: `approve` for signatures, `queue` for what must be
   * executed before, `vote` for votes.
   */
  readonly name: string
  readonly isPart: boolean
  readonly from: Address
  readonly call: Call
  /** The call inside, made by the account that makes it: asked for the reason where the outer one hides it. */
  readonly inner?: { readonly from: Address; readonly call: Call }
}

/** One stretch of the way: a wait, where there is one, then transactions. */
export interface SimulationStage {
  /** Read, once the stages before are through, when this one can begin: chain time in seconds, null for never. Left out: at once. */
  readonly readyAtPlan?: ReadPlan<number | null>
  /** What is told where it can never begin. */
  readonly unready?: { readonly step: string; readonly reason: string }
  /** Lay out its transactions; what only the chain can tell by then is read from the copy. */
  readonly stepsPlan: ReadPlan<readonly SimulationStep[]>
}

/** What a simulation does and expects of a route. */
export interface RouteSimulation<State, Binding extends RouteBinding> {
  /** Lay out the rest of the way from where the proposal is, up to its execution. Plans read calls only. */
  stages(input: { binding: Binding; status: RouteStatus; state: State; sender: Address }): readonly SimulationStage[]
  /** The call that binds the change: the execution, or what holds the target's calls where only the chain can tell the execution. */
  boundCall(binding: Binding): Call
  /** Whose events the route's own are, in words that complete "events of …". */
  readonly emitters: string
  /** Events that the route's contracts can emit. */
  readonly events: readonly AbiEvent[]
  /** Errors that the route's contracts can revert with. */
  readonly errors: readonly AbiError[]
  /** Events that the route itself must emit from a phase on. */
  expectedEvents(input: { binding: Binding; phase: RouteStatus['phase'] }): readonly ExpectedEvent[]
}
