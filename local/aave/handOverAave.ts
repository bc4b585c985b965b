import { type Address, type LocalAccount, zeroHash } from 'viem'
import type { TransactionBatch } from '../chain/transactionBatch.js'
import type { DeployedMarket } from '../localDeployment.js'
import { aclManagerAbi, addressesProviderAbi } from './aaveAbi.js'

/**
 * Give a market to one owner and take every role and ownership from the deployer.
 *
 * The owner gets RISK_ADMIN, POOL_ADMIN, the roles' DEFAULT_ADMIN, the addresses provider and its ACL admin. Nobody else
 * holds any role afterwards.
 */
export async function handOverAave(
  batch: TransactionBatch,
  deployer: LocalAccount,
  market: Pick<DeployedMarket, 'aclManager' | 'addressesProvider'>,
  owner: Address,
): Promise<void> {
  const acl = { address: market.aclManager, abi: aclManagerAbi }
  const provider = { address: market.addressesProvider, abi: addressesProviderAbi }
  batch.call(deployer, { ...acl, functionName: 'addRiskAdmin', args: [owner] })
  batch.call(deployer, { ...acl, functionName: 'addPoolAdmin', args: [owner] })
  batch.call(deployer, { ...acl, functionName: 'grantRole', args: [zeroHash, owner] })
  batch.call(deployer, { ...provider, functionName: 'setACLAdmin', args: [owner] })
  batch.call(deployer, { ...provider, functionName: 'transferOwnership', args: [owner] })
  batch.call(deployer, { ...acl, functionName: 'removePoolAdmin', args: [deployer.address] })
  batch.call(deployer, { ...acl, functionName: 'renounceRole', args: [zeroHash, deployer.address] })
  await batch.mine()
}
