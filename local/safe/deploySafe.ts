import { type Address, encodeFunctionData, type LocalAccount, parseAbi, parseEventLogs, zeroAddress } from 'viem'
import type { TransactionBatch } from '../chain/transactionBatch.js'
import type { SafeContractAddresses } from './safeContracts.js'

const safeAbi = parseAbi([
  'function setup(address[] owners, uint256 threshold, address to, bytes data, address fallbackHandler, address paymentToken, uint256 payment, address paymentReceiver)',
])
const proxyFactoryAbi = parseAbi([
  'function createProxyWithNonce(address singleton, bytes initializer, uint256 saltNonce) returns (address proxy)',
  'event ProxyCreation(address indexed proxy, address singleton)',
])

/** Who owns a new Safe. */
export interface DeploySafeOptions {
  readonly owners: readonly Address[]
  /** Signatures that a transaction needs. */
  readonly threshold: number
  readonly contracts: SafeContractAddresses
  readonly saltNonce?: bigint
}

/**
 * Create a Safe through the canonical proxy factory: no modules, no guard, the compatibility fallback handler.
 *
 * @returns its address, as the factory's event says.
 */
export async function deploySafe(
  batch: TransactionBatch,
  deployer: LocalAccount,
  { owners, threshold, contracts, saltNonce = 0n }: DeploySafeOptions,
): Promise<Address> {
  const initializer = encodeFunctionData({
    abi: safeAbi,
    functionName: 'setup',
    args: [[...owners], BigInt(threshold), zeroAddress, '0x', contracts.fallbackHandlerAddress, zeroAddress, 0n, zeroAddress],
  })
  batch.call(deployer, {
    address: contracts.safeProxyFactoryAddress,
    abi: proxyFactoryAbi,
    functionName: 'createProxyWithNonce',
    args: [contracts.safeSingletonAddress, initializer, saltNonce],
  })
  const receipts = await batch.mine()
  const [created] = parseEventLogs({
    abi: proxyFactoryAbi,
    eventName: 'ProxyCreation',
    logs: receipts.flatMap(({ logs }) => logs),
  })
  if (created === undefined) throw new Error('The proxy factory created no Safe: is its code at the canonical address?')
  return created.args.proxy
}
