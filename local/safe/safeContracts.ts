import { safeDeployments } from '../../activities/safe/safeDeployments.js'
import { type Address, getAddress, type Hex } from 'viem'

/** The Safe version of local systems. */
export const safeVersion = '1.4.1'

const build = '@safe-global/safe-contracts/build/artifacts/contracts'

const artifacts = {
  safeSingletonAddress: 'SafeL2.sol/SafeL2.json',
  safeProxyFactoryAddress: 'proxies/SafeProxyFactory.sol/SafeProxyFactory.json',
  multiSendAddress: 'libraries/MultiSend.sol/MultiSend.json',
  multiSendCallOnlyAddress: 'libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json',
  fallbackHandlerAddress: 'handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json',
  signMessageLibAddress: 'libraries/SignMessageLib.sol/SignMessageLib.json',
  createCallAddress: 'libraries/CreateCall.sol/CreateCall.json',
  simulateTxAccessorAddress: 'accessors/SimulateTxAccessor.sol/SimulateTxAccessor.json',
} as const

/** The name of a Safe contract, as protocol-kit's `contractNetworks` calls its address. */
export type SafeContractName = keyof typeof artifacts

/** One contract of the Safe infrastructure. */
export interface SafeContract {
  readonly name: SafeContractName
  /** Where it is on every chain that deployed it through the singleton factory. */
  readonly canonicalAddress: Address
  readonly canonicalCodeHash: Hex
  /** Module path of its compiled code. */
  readonly artifactPath: string
}

/**
 * List the contracts of the Safe infrastructure with their canonical addresses.
 *
 * The singleton is SafeL2, whose events tell the whole transaction.
 *
 * @source npm `@safe-global/safe-deployments`, "canonical"
 */
export function safeContracts(): readonly SafeContract[] {
  const deployments = safeDeployments(safeVersion)
  return Object.entries(artifacts).map(([key, artifact]) => {
    const name = key as SafeContractName
    const canonical = deployments[name]?.deployments.canonical
    if (canonical === undefined) throw new Error(`safe-deployments knows no canonical ${name} of Safe ${safeVersion}.`)
    return {
      name,
      canonicalAddress: getAddress(canonical.address),
      canonicalCodeHash: canonical.codeHash as Hex,
      artifactPath: `${build}/${artifact}`,
    }
  })
}

/** Addresses of the Safe infrastructure on one chain, in the form that protocol-kit takes. */
export type SafeContractAddresses = Readonly<Record<SafeContractName, Address>>

/**
 * Give protocol-kit's `contractNetworks` for a chain whose Safe infrastructure is at the canonical addresses.
 *
 * @returns addresses by chain id (as a string, since JSON keys are).
 */
export function safeContractNetworks(chainId: number): Readonly<Record<string, SafeContractAddresses>> {
  const addresses = Object.fromEntries(safeContracts().map(({ name, canonicalAddress }) => [name, canonicalAddress]))
  return { [String(chainId)]: addresses as SafeContractAddresses }
}
