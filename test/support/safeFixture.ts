import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { chainClient } from '../../activities/chain/chainClient.js'
import { latestBlock } from '../../activities/chain/runReadPlan.js'
import type { SignatureContext } from '../../activities/safe/verifyOwnerSignature.js'
import { localAccounts } from '../../local/accounts.js'
import { startAnvil } from '../../local/chain/startAnvil.js'
import { testClient } from '../../local/chain/testClient.js'
import { TransactionBatch } from '../../local/chain/transactionBatch.js'
import { deploySafe } from '../../local/safe/deploySafe.js'
import { deploySafeInfrastructure } from '../../local/safe/deploySafeInfrastructure.js'
import { safeContractNetworks } from '../../local/safe/safeContracts.js'
import type { Call } from '../../proposals/call.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { emptySelfCall } from '../../proposals/safe/safeCall.js'
import { safeAbi } from '../../proposals/safe/safeAbi.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'

const ownerAbi = parseAbi(['function swapOwner(address prevOwner, address oldOwner, address newOwner)'])

/** Start a bare chain with Safe's contracts, a 2-of-2 Safe of two accounts, and a 2-of-3 Safe that the first one owns with two accounts. */
export async function startSafes() {
  const anvil = await startAnvil()
  const client = testClient(anvil.rpcUrl)
  const { deployer, owners, guardian, feedKeeper, relayer, delegate } = localAccounts()
  const batch = new TransactionBatch(client)
  await batch.open([deployer])
  await deploySafeInfrastructure(client, batch, deployer)
  const contracts = safeContractNetworks(client.chain.id)[String(client.chain.id)]!
  /** Owners of the Safe below. */
  const below = [guardian, feedKeeper] as const
  const nested = await deploySafe(batch, deployer, { owners: below.map(({ address }) => address), threshold: 2, contracts })
  const safe = await deploySafe(batch, deployer, {
    owners: [owners[0].address, owners[1].address, nested],
    threshold: 2,
    contracts,
    saltNonce: 1n,
  })
  const chain = chainClient({ chainId: anvil.chainId, rpcUrl: anvil.rpcUrl })

  const send = async (account: typeof relayer, { to, data }: { to: Address; data: Hex }) =>
    client.waitForTransactionReceipt({ hash: await client.sendTransaction({ account, to, data }) })
  const nonceOf = async (of: Address = safe) => client.readContract({ address: of, abi: safeAbi, functionName: 'nonce' })
  const roundOf = (transaction: SigningRound['transaction'], purpose: SigningRound['purpose'] = 'schedule'): SigningRound => {
    const version = '1.4.1'
    const hashes = safeHashes({ chainId: anvil.chainId, safe, version, transaction })
    return { purpose, chainId: anvil.chainId, safe, safeVersion: version, transaction, hashes }
  }
  const round = async () => roundOf(emptySelfCall({ safe, nonce: (await nonceOf()).toString() }))
  const ownersNow = async (of: Address = safe) => [
    ...(await client.readContract({ address: of, abi: safeAbi, functionName: 'getOwners' })),
  ]
  const context = async (of: SigningRound): Promise<SignatureContext> => ({
    chain,
    round: of,
    owners: await ownersNow(),
    block: await latestBlock(chain.client),
    otherSafes: [nested],
  })
  /** Replace an owner by another, as the Safe itself (impersonated). */
  const swapOwner = async (old: Address, next: Address, of: Address = safe) => {
    const all = await ownersNow(of)
    const at = all.indexOf(old)
    const previous = at === 0 ? '0x0000000000000000000000000000000000000001' : all[at - 1]!
    await client.impersonateAccount({ address: of })
    await client.setBalance({ address: of, value: 10n ** 18n })
    const data = encodeFunctionData({ abi: ownerAbi, functionName: 'swapOwner', args: [previous, old, next] })
    await client.waitForTransactionReceipt({ hash: await client.sendTransaction({ account: of, to: of, data }) })
  }
  const approve = (account: typeof relayer, safeTxHash: Hex) =>
    send(account, { to: safe, data: encodeFunctionData({ abi: safeAbi, functionName: 'approveHash', args: [safeTxHash] }) })

  return {
    anvil,
    chain,
    client,
    safe,
    nested,
    owners,
    below,
    relayer,
    delegate,
    stranger: deployer,
    nonceOf,
    round,
    roundOf,
    context,
    swapOwner,
    approve,
    execute: (call: Call) => send(relayer, call),
    stop: () => anvil.stop(),
  }
}
