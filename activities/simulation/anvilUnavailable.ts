import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The package with this platform's anvil binary is not installed. */
export class AnvilUnavailable extends PlimsollError {
  readonly code = 'ANVIL_UNAVAILABLE'

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
