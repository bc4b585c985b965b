import { safeDeployments } from './safeDeployments.js'

/**
 * Name the Safe contracts of a chain by their canonical addresses, as protocol-kit's `contractNetworks` wants them.
 *
 * The addresses are the same on every chain that deployed through the singleton factory; a chain that protocol-kit knows
 * itself is found in the same registry.
 *
 * @source npm `@safe-global/safe-deployments`, "canonical"
 */
export function canonicalContractNetworks(chainId: number, version: string): Record<string, Record<string, string>> {
  const addresses = Object.entries(safeDeployments(version)).flatMap(([name, deployment]) => {
    const address = deployment?.networkAddresses[chainId] ?? deployment?.deployments.canonical?.address
    return typeof address === 'string' ? [[name, address] as const] : []
  })
  return { [chainId]: Object.fromEntries(addresses) }
}
