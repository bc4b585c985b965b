import { parseAbi } from 'viem'
import { type ParameterChange, subjectsOf } from '../../core/parameters.js'
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
  for (const { subject, address } of subjectsOf(changes)) {
    const [, ltv, lt, lb] = await client.readContract({
      address: aave.dataProvider,
      abi: dataProviderAbi,
      functionName: 'getReserveConfigurationData',
      args: [address],
    })
    const live = new Map([
      ['ltvBps', ltv],
      ['ltBps', lt],
      ['lbBps', lb],
    ])
    for (const { parameter, to } of changes.filter((change) => change.address === address)) {
      const value = live.get(parameter)
      if (value !== BigInt(to)) differences.push(`${parameter} of ${subject} is ${value ?? 'not there'} instead of ${to}`)
    }
  }
  return differences
}
