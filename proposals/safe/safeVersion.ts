import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A Safe reports a version whose signing rules are not known. */
export class UnsupportedSafeVersion extends PlimsollError {
  readonly code = 'UNSUPPORTED_SAFE_VERSION'
  readonly kind = 'chain'
  readonly version: string

  constructor(version: string) {
    super({
      shortMessage: `Safe version "${version.slice(0, 40)}" is not supported; versions 0.1.0 to 1.x are.`,
      metaMessages: [
        'Check that the configured address is a Safe. Migrate a Safe of another version before proposing through it.',
      ],
    })
    this.version = version
  }
}

/** What of a Safe's signing rules depends on its version. */
export interface SafeVersionRules {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** From 1.3.0 the EIP-712 domain holds the chain id. */
  readonly hasChainIdInDomain: boolean
  /** Below 1.0.0 the type says `dataGas` for `baseGas`. */
  readonly baseGasName: 'baseGas' | 'dataGas'
  /** From 1.5.0 owners that are contracts are shown the hash (EIP-1271 as it is final); before, the whole preimage. */
  readonly showsHashToContracts: boolean
}

/**
 * Read a Safe's version string, such as `1.4.1` or `1.3.0+L2`.
 *
 * @throws {UnsupportedSafeVersion} when it is no version, or of a major version above 1.
 * @source safe-smart-account: CHANGELOG.md and Safe.sol (`domainSeparator`, `SAFE_TX_TYPEHASH`) by version
 */
export function safeVersion(version: string): SafeVersionRules {
  const match = /^(0|1)\.([0-9]{1,4})\.([0-9]{1,4})(?:[+-][0-9A-Za-z.-]+)?$/.exec(version)
  if (match === null) throw new UnsupportedSafeVersion(version)
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return {
    major,
    minor,
    patch,
    hasChainIdInDomain: major === 1 && minor >= 3,
    baseGasName: major >= 1 ? 'baseGas' : 'dataGas',
    showsHashToContracts: major === 1 && minor >= 5,
  }
}
