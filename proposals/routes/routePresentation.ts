import type { UnroutedProposal } from '../unroutedProposal.js'
import type { RouteBinding } from './routeBinding.js'

/** How a route is shown to people. */
export interface RoutePresentation<Config, State, Binding extends RouteBinding> {
  /** Who makes the target's calls, in words that complete "what the … will call". */
  readonly caller: string
  /** The way in one line, in Markdown. */
  way(binding: Binding): string
  /** What to compare before anybody consents, in Markdown. */
  signing(proposal: UnroutedProposal & { readonly route: Binding }): readonly string[]
  /** Who consents, in words that complete "chain 1 answers …; …": "the Safe takes 2 of 3". */
  summary(state: State): string
  /** Accounts and contracts that the configuration names: each by its key there, and as people call it. */
  accounts(config: Config): readonly { readonly key: string; readonly name: string; readonly address: string }[]
  /** The route as the chain has it: rows of a table. */
  stateRows(state: State): readonly StateRow[]
  /** Parts that a verification tells the route's fields apart by, in the order that they are computed. */
  readonly parts: readonly RoutePart<Binding>[]
}

/** One row that shows a route's state; every value has a line of its own. */
export interface StateRow {
  readonly label: string
  readonly values: readonly string[]
  /** Whether a reader should stop at it. */
  readonly isNotable?: boolean
}

/** Fields of a proposal that one part of a verification is about. */
export interface RoutePart<Binding extends RouteBinding> {
  /** Its name; that of a part which every proposal has, where the fields belong to it. */
  readonly part: string
  /** Paths from the proposal on: `route.operation.salt`. */
  readonly fields: RegExp
  /** What identifies the part. */
  show(binding: Binding): string
}
