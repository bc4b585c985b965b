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
 * Name the Safe contracts of a chain by their canonical addresses, as protocol-kit's `contractNetworks` wants them.
 *
 * The addresses are the same on every chain that deployed through the singleton factory; a chain that protocol-kit knows
 * itself is found in the same registry.
 *
 * @source npm `@safe-global/safe-deployments`, "canonical"
 */
export function canonicalContractNetworks(chainId: number, version: string): Record<string, Record<string, string>> {
  const filter = { version }
  const deployments = {
    safeSingletonAddress: getSafeL2SingletonDeployment(filter),
    safeProxyFactoryAddress: getProxyFactoryDeployment(filter),
    multiSendAddress: getMultiSendDeployment(filter),
    multiSendCallOnlyAddress: getMultiSendCallOnlyDeployment(filter),
    fallbackHandlerAddress: getCompatibilityFallbackHandlerDeployment(filter),
    signMessageLibAddress: getSignMessageLibDeployment(filter),
    createCallAddress: getCreateCallDeployment(filter),
    simulateTxAccessorAddress: getSimulateTxAccessorDeployment(filter),
  }
  const addresses = Object.entries(deployments).flatMap(([name, deployment]) => {
    const address = deployment?.networkAddresses[chainId] ?? deployment?.deployments.canonical?.address
    return typeof address === 'string' ? [[name, address] as const] : []
  })
  return { [chainId]: Object.fromEntries(addresses) }
}
