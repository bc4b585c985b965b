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

/**
 * Look a version's Safe contracts up in the registry, by the names that protocol-kit's `contractNetworks` uses.
 *
 * The singleton is SafeL2, whose events tell the whole transaction. A contract that the version lacks is undefined.
 *
 * @source npm `@safe-global/safe-deployments`
 */
export function safeDeployments(version: string) {
  const filter = { version }
  return {
    safeSingletonAddress: getSafeL2SingletonDeployment(filter),
    safeProxyFactoryAddress: getProxyFactoryDeployment(filter),
    multiSendAddress: getMultiSendDeployment(filter),
    multiSendCallOnlyAddress: getMultiSendCallOnlyDeployment(filter),
    fallbackHandlerAddress: getCompatibilityFallbackHandlerDeployment(filter),
    signMessageLibAddress: getSignMessageLibDeployment(filter),
    createCallAddress: getCreateCallDeployment(filter),
    simulateTxAccessorAddress: getSimulateTxAccessorDeployment(filter),
  }
}
