import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Address, encodeAbiParameters, getAddress, type Hex, parseAbi } from 'viem'
import { projectRoot } from '../../../../activities/process/projectRoot.js'
import type { LocalSystem } from '../../../../local/system/startLocalSystem.js'

const aclAbi = parseAbi(['function addRiskAdmin(address admin)'])

/** Deploy the chamber on a local system, and give it the role by which the timelock sets parameters. */
export async function deployToyVote(
  { chain, deployment }: Pick<LocalSystem, 'chain' | 'deployment'>,
  { voteSeconds, quorum }: { voteSeconds: bigint; quorum: number },
): Promise<Address> {
  const { accounts, timelock, aave } = deployment
  const compiler = join(projectRoot(), 'test/proposals/routes/toyVote/compile.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [compiler])
  const args = encodeAbiParameters(
    [{ type: 'address' }, { type: 'address' }, { type: 'uint64' }, { type: 'uint32' }, { type: 'address[]' }],
    [accounts.relayer, accounts.guardian, voteSeconds, quorum, accounts.owners],
  )
  const created = await chain.sendTransaction({ account: accounts.deployer, data: `${stdout as Hex}${args.slice(2)}` })
  const { contractAddress } = await chain.waitForTransactionReceipt({ hash: created })
  if (contractAddress == null) throw new Error('the chamber was not created')
  await chain.impersonateAccount({ address: timelock.address })
  await chain.setBalance({ address: timelock.address, value: 10n ** 18n })
  const acl = { address: aave.aclManager, abi: aclAbi, functionName: 'addRiskAdmin', args: [contractAddress] } as const
  await chain.waitForTransactionReceipt({ hash: await chain.writeContract({ account: timelock.address, ...acl }) })
  return getAddress(contractAddress)
}
