import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redactUrls } from '../../core/redact.js'

/** The package with this platform's anvil binary is not installed. */
export class AnvilUnavailable extends PlimsollError {
  readonly code = 'ANVIL_UNAVAILABLE'
  readonly kind = 'local'

  constructor(
    readonly packageName: string,
    cause: unknown,
  ) {
    super({
      shortMessage: `No local chain: the package ${packageName} is not installed.`,
      metaMessages: [
        'anvil comes as an optional dependency, one package a platform (Linux, macOS and Windows on x64, Linux and macOS on arm64).',
        'Remedy: run `npm install` without --omit=optional on one of these platforms.',
      ],
      cause,
    })
  }
}

/** A simulation could not be carried out: the node did not give what the fork needs, or the fork ended. Says nothing about the proposal. */
export class SimulationUnavailable extends PlimsollError {
  readonly code = 'SIMULATION_UNAVAILABLE'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(cause: unknown) {
    const short = cause instanceof Error && 'shortMessage' in cause ? String(cause.shortMessage) : String(cause)
    super({
      shortMessage: `The simulation could not be carried out: ${redactUrls(short).split('\n')[0]}.`,
      metaMessages: [
        'The proposal was neither found good nor bad.',
        'Check that the RPC node serves the state of its latest blocks and does not limit eth_getStorageAt; it is tried again.',
      ],
      cause,
    })
  }
}

/** A simulation took longer than it may. */
export class SimulationTimedOut extends PlimsollError {
  readonly code = 'SIMULATION_TIMED_OUT'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(readonly limitMs: number) {
    super({
      shortMessage: `The simulation was not done within ${limitMs / 1_000} s.`,
      metaMessages: ['Use a faster RPC node, or give temporal.timeouts.chainRead.startToClose more time; it is tried again.'],
    })
  }
}
