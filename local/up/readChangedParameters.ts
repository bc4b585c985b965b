import { parseAbi } from 'viem'
import type { ParameterChange } from '../../proposals/proposal.js'
import type { LocalChainClient } from '../chain/testClient.js'
import type { LocalDeployment } from '../localDeployment.js'

const dataProviderAbi = parseAbi([
  'function getReserveConfigurationData(address asset) view returns (uint256 decimals, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus, uint256 reserveFactor, bool usageAsCollateralEnabled, bool borrowingEnabled, bool stableBorrowRateEnabled, bool isActive, bool isFrozen)',
])

/**
 * Compare the market's parameters with proposed ones through Aave's own data provider, apart from the code that proposed them.
 *
 * @returns a sentence for every value that differs; empty when all are as proposed
 */
export async function readChangedParameters(
  client: LocalChainClient,
  { aave }: Pick<LocalDeployment, 'aave'>,
  changes: readonly ParameterChange[],
): Promise<string[]> {
  const differences: string[] = []
  for (const { asset, address, proposed } of changes) {
    const [, ltv, lt, lb] = await client.readContract({
      address: aave.dataProvider,
      abi: dataProviderAbi,
      functionName: 'getReserveConfigurationData',
      args: [address],
    })
    const live = `LTV ${ltv}, LT ${lt}, LB ${lb}`
    const wanted = `LTV ${proposed.ltvBps}, LT ${proposed.ltBps}, LB ${proposed.lbBps}`
    if (live !== wanted) differences.push(`${asset} has ${live} instead of ${wanted} (basis points)`)
  }
  return differences
}
