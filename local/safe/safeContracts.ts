import {
  getCompatibilityFallbackHandlerDeployment,
  getCreateCallDeployment,
  getMultiSendCallOnlyDeployment,
  getMultiSendDeployment,
  getProxyFactoryDeployment,
  getSafeL2SingletonDeployment,
  getSignMessageLibDeployment,
  getSimulateTxAccessorDeployment,
} from '@safe-global/safe-deployments'
import { type Address, getAddress, type Hex } from 'viem'

/** The Safe version of local systems. */
export const safeVersion = '1.4.1'

const filter = { version: safeVersion }
const build = '@safe-global/safe-contracts/build/artifacts/contracts'

const registry = {
  safeSingletonAddress: { deployment: getSafeL2SingletonDeployment(filter), artifact: 'SafeL2.sol/SafeL2.json' },
  safeProxyFactoryAddress: {
    deployment: getProxyFactoryDeployment(filter),
    artifact: 'proxies/SafeProxyFactory.sol/SafeProxyFactory.json',
  },
  multiSendAddress: { deployment: getMultiSendDeployment(filter), artifact: 'libraries/MultiSend.sol/MultiSend.json' },
  multiSendCallOnlyAddress: {
    deployment: getMultiSendCallOnlyDeployment(filter),
    artifact: 'libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json',
  },
  fallbackHandlerAddress: {
    deployment: getCompatibilityFallbackHandlerDeployment(filter),
    artifact: 'handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json',
  },
  signMessageLibAddress: {
    deployment: getSignMessageLibDeployment(filter),
    artifact: 'libraries/SignMessageLib.sol/SignMessageLib.json',
  },
  createCallAddress: { deployment: getCreateCallDeployment(filter), artifact: 'libraries/CreateCall.sol/CreateCall.json' },
  simulateTxAccessorAddress: {
    deployment: getSimulateTxAccessorDeployment(filter),
    artifact: 'accessors/SimulateTxAccessor.sol/SimulateTxAccessor.json',
  },
}

/** The name of a Safe contract, as protocol-kit's `contractNetworks` calls its address. */
export type SafeContractName = keyof typeof registry

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
  return Object.entries(registry).map(([name, { deployment, artifact }]) => {
    const canonical = deployment?.deployments.canonical
    if (canonical === undefined) throw new Error(`safe-deployments knows no canonical ${name} of Safe ${safeVersion}.`)
    return {
      name: name as SafeContractName,
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
