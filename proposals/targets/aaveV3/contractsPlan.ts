import type { Address } from 'viem'
import { mapRead } from '../../read/combinePlans.js'
import { readContracts } from '../../read/readContracts.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { MissingTargetContract } from '../errors.js'
import type { TargetContracts } from '../targetContracts.js'
import { addressesProviderAbi } from './aaveV3Abi.js'
import type { AaveV3Config } from './aaveV3Config.js'

/** The contracts of an Aave v3 market, by their role. */
export type AaveV3Contracts = Readonly<
  Record<'poolAddressesProvider' | 'pool' | 'poolConfigurator' | 'oracle' | 'aclManager' | 'dataProvider', `0x${string}`>
>

/** Resolve a market's contracts from its addresses provider. */
export function contractsPlan({ poolAddressesProvider: address }: AaveV3Config): ReadPlan<AaveV3Contracts> {
  const abi = addressesProviderAbi
  const reads = readContracts([
    { address, abi, functionName: 'getPool' },
    { address, abi, functionName: 'getPoolConfigurator' },
    { address, abi, functionName: 'getPriceOracle' },
    { address, abi, functionName: 'getACLManager' },
    { address, abi, functionName: 'getPoolDataProvider' },
  ])
  return mapRead(reads, ([pool, poolConfigurator, oracle, aclManager, dataProvider]) => ({
    poolAddressesProvider: address,
    pool,
    poolConfigurator,
    oracle,
    aclManager,
    dataProvider,
  }))
}

/**
 * Take one of the target's contracts.
 *
 * @throws {MissingTargetContract} when it was not resolved.
 */
export function requiredContract(contracts: TargetContracts, name: string): Address {
  const address = contracts[name]
  if (address === undefined) throw new MissingTargetContract(name)
  return address
}
