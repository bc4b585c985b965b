import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A Safe contract came out at another address, or with other code, than Safe's registry says. */
export class SafeInfrastructureMismatch extends PlimsollError {
  readonly code = 'SAFE_INFRASTRUCTURE_MISMATCH'

  constructor(contract: string, what: 'address' | 'code hash', found: string, canonical: string) {
    super({
      shortMessage: `Safe's ${contract} has the ${what} ${found}, and not the canonical ${canonical}.`,
      metaMessages: [
        'Remedy: run `npm install` to restore @safe-global/safe-contracts and safe-deployments to the locked versions.',
      ],
    })
  }
}
