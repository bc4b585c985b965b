import { type Address, keccak256, type LocalAccount, parseAbi, toBytes, zeroHash } from 'viem'
import { packageArtifact } from '../chain/contractArtifact.js'
import type { TransactionBatch } from '../chain/transactionBatch.js'

/**
 * The part of OpenZeppelin's TimelockController that a local set-up needs.
 *
 * @source @openzeppelin/contracts 5.7.0, governance/TimelockController.sol
 */
export const timelockAbi = parseAbi([
  'function PROPOSER_ROLE() view returns (bytes32)',
  'function EXECUTOR_ROLE() view returns (bytes32)',
  'function CANCELLER_ROLE() view returns (bytes32)',
  'function DEFAULT_ADMIN_ROLE() view returns (bytes32)',
  'function hasRole(bytes32 role, address account) view returns (bool)',
  'function getMinDelay() view returns (uint256)',
  'function grantRole(bytes32 role, address account)',
  'function renounceRole(bytes32 role, address account)',
])

/** OpenZeppelin's role ids. */
export const timelockRoles = {
  admin: zeroHash,
  proposer: keccak256(toBytes('PROPOSER_ROLE')),
  executor: keccak256(toBytes('EXECUTOR_ROLE')),
  canceller: keccak256(toBytes('CANCELLER_ROLE')),
} as const

/** Who may do what on a new timelock. */
export interface DeployTimelockOptions {
  readonly minDelaySeconds: number
  readonly proposers: readonly Address[]
  readonly cancellers: readonly Address[]
  readonly executors: readonly Address[]
}

/**
 * Create a TimelockController that administers itself.
 *
 * Proposers are granted after construction, since those given to the constructor also become cancellers. The deployer's
 * admin role is given up in the same batch.
 *
 * @returns its address.
 */
export async function deployTimelock(
  batch: TransactionBatch,
  deployer: LocalAccount,
  { minDelaySeconds, proposers, cancellers, executors }: DeployTimelockOptions,
): Promise<Address> {
  const artifact = await packageArtifact('@openzeppelin/contracts/build/contracts/TimelockController.json')
  const timelock = batch.deploy(deployer, 'TimelockController', artifact, [
    BigInt(minDelaySeconds),
    [],
    executors,
    deployer.address,
  ])
  const grants = [
    ...proposers.map((account) => [timelockRoles.proposer, account] as const),
    ...cancellers.map((account) => [timelockRoles.canceller, account] as const),
  ]
  for (const args of grants) batch.call(deployer, { address: timelock, abi: timelockAbi, functionName: 'grantRole', args })
  batch.call(deployer, {
    address: timelock,
    abi: timelockAbi,
    functionName: 'renounceRole',
    args: [timelockRoles.admin, deployer.address],
  })
  await batch.mine()
  return timelock
}
