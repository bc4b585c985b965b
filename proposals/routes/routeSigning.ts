import type { Address } from 'viem'
import type { Call } from '../call.js'
import type { SafeState } from '../safe/safeState.js'
import type { UnroutedProposal } from '../unroutedProposal.js'
import type { RouteBinding } from './routeBinding.js'
import type { SafeServiceConfig } from './safeServiceConfig.js'
import type { SigningRound } from './signingRound.js'

/** How owners of a Safe sign a route's rounds. */
export interface RouteSigning<Config, State, Binding extends RouteBinding> {
  /** The Safe whose owners sign. */
  safe(config: Config): Address
  /** The Transaction Service that rounds are offered through; null where none is configured. */
  service(config: Config): SafeServiceConfig | null
  /** The Safe as it was read with the route. */
  safeOf(state: State): SafeState
  /** Take another nonce for the rounds than the Safe's own: the first that nothing queued has. */
  withNonce(state: State, nonce: string): State
  /**
   * Make sure that a round is a call which this route makes, by the signer's own configuration.
   *
   * @throws {NotTheConfiguredRoute} when Safe, called contract or chain are not the configured ones, or it is not a plain call
   */
  assertRound(input: { round: SigningRound; config: Config; chainId: number }): void
  /**
   * Hold everything that others go by (the relayer, whoever may cancel, the clock) to the very bytes that are signed.
   *
   * @throws {NotTheConfiguredRoute} when one of them is another than the bytes say
   */
  assertBound(input: {
    proposal: UnroutedProposal & { readonly route: Binding }
    round: SigningRound
    config: Config
    state: State
  }): void
  /** Decode the calls that a round carries from its bytes. */
  callsOf(round: SigningRound): readonly Call[]
  /** Write the file from which a wallet signs the rounds; null where the route has none. */
  file(proposal: UnroutedProposal & { readonly route: Binding }): SigningFile | null
}

/** A file that a wallet takes, with the checksum over its exact bytes. */
export interface SigningFile {
  readonly content: Readonly<Record<string, unknown>>
  readonly checksum: string
}
