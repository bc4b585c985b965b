import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Abi, type Address, type Hex, parseAbi, parseEther, zeroAddress, zeroHash } from 'viem'
import { aclManagerAbi, addressesProviderAbi, dataProviderAbi, oracleAbi, poolConfiguratorAbi } from '../../local/aave/aaveAbi.js'
import { timelockAbi, timelockRoles } from '../../local/timelock/deployTimelock.js'
import { startTestMarket } from './support/testMarket.js'

const timelockCallsAbi = parseAbi([
  'function schedule(address target, uint256 value, bytes data, bytes32 predecessor, bytes32 salt, uint256 delay)',
  'function execute(address target, uint256 value, bytes payload, bytes32 predecessor, bytes32 salt) payable',
  'function updateDelay(uint256 newDelay)',
])
const safeAbi = parseAbi(['function changeThreshold(uint256 threshold)', 'function enableModule(address module)'])

let market: Awaited<ReturnType<typeof startTestMarket>>
beforeAll(async () => {
  market = await startTestMarket()
})
afterAll(() => market.stop())

interface Attempt {
  readonly address: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
}

/** Every way to a parameter: the setters, the roles, the ownerships, the code behind the proxies, the prices. */
function attempts(): Attempt[] {
  const { aave, timelock, safe } = market.deployment
  const { underlying, feed } = aave.reserves[0]!
  const stranger: Address = '0x000000000000000000000000000000000000bEEF'
  const configurator = { address: aave.configurator, abi: poolConfiguratorAbi }
  const provider = { address: aave.addressesProvider, abi: addressesProviderAbi }
  const acl = { address: aave.aclManager, abi: aclManagerAbi }
  return [
    { ...configurator, functionName: 'configureReserveAsCollateral', args: [underlying, 7000n, 7500n, 10_500n] },
    { ...configurator, functionName: 'setSupplyCap', args: [underlying, 1n] },
    { ...configurator, functionName: 'setBorrowCap', args: [underlying, 1n] },
    { ...configurator, functionName: 'setReserveFactor', args: [underlying, 1n] },
    { ...configurator, functionName: 'setLiquidationProtocolFee', args: [underlying, 1n] },
    { ...configurator, functionName: 'setReserveBorrowing', args: [underlying, false] },
    { ...acl, functionName: 'addRiskAdmin', args: [stranger] },
    { ...acl, functionName: 'addPoolAdmin', args: [stranger] },
    { ...acl, functionName: 'grantRole', args: [zeroHash, stranger] },
    { ...provider, functionName: 'setACLAdmin', args: [stranger] },
    { ...provider, functionName: 'setACLManager', args: [stranger] },
    { ...provider, functionName: 'setPoolImpl', args: [aave.oracle] },
    { ...provider, functionName: 'setPoolConfiguratorImpl', args: [aave.oracle] },
    { ...provider, functionName: 'setPriceOracle', args: [stranger] },
    { ...provider, functionName: 'transferOwnership', args: [stranger] },
    { address: aave.oracle, abi: oracleAbi, functionName: 'setAssetSources', args: [[underlying], [feed]] },
    { address: timelock.address, abi: timelockAbi, functionName: 'grantRole', args: [timelockRoles.proposer, stranger] },
    { address: timelock.address, abi: timelockCallsAbi, functionName: 'updateDelay', args: [0n] },
    { address: safe.address, abi: safeAbi, functionName: 'changeThreshold', args: [1n] },
    { address: safe.address, abi: safeAbi, functionName: 'enableModule', args: [stranger] },
  ]
}

async function isAllowed(account: Address, attempt: Attempt): Promise<boolean> {
  try {
    await market.client.simulateContract({ account, ...attempt })
    return true
  } catch (error) {
    expect(error).toMatchObject({ name: 'ContractFunctionExecutionError' })
    return false
  }
}

describe('authority', () => {
  it('default: the timelock changes a parameter', async () => {
    const { client, deployment } = market
    const { address } = deployment.timelock
    const { underlying } = deployment.aave.reserves[2]!
    await client.setBalance({ address, value: parseEther('1') })
    await client.impersonateAccount({ address })
    const hash = await client.writeContract({
      account: address,
      address: deployment.aave.configurator,
      abi: poolConfiguratorAbi,
      functionName: 'configureReserveAsCollateral',
      args: [underlying, 5200n, 6700n, 10_700n],
    })
    await client.stopImpersonatingAccount({ address })
    expect((await client.waitForTransactionReceipt({ hash })).status).toBe('success')
    const [, ltv, threshold] = await client.readContract({
      address: deployment.aave.dataProvider,
      abi: dataProviderAbi,
      functionName: 'getReserveConfigurationData',
      args: [underlying],
    })
    expect([ltv, threshold]).toEqual([5200n, 6700n])
  })

  it("error: every other account's attempt to change anything reverts", async () => {
    const { accounts, safe } = market.deployment
    const everyone = [
      accounts.deployer,
      ...accounts.owners,
      accounts.relayer,
      accounts.guardian,
      accounts.feedKeeper,
      accounts.delegate,
      ...accounts.lenders,
      ...accounts.borrowers.slice(0, 3),
      safe.address,
    ]
    const allowed: string[] = []
    for (const account of everyone) {
      const results = await Promise.all(attempts().map((attempt) => isAllowed(account, attempt)))
      results.forEach((result, i) => {
        // The Safe may change its own owners and modules, by its owners' signatures.
        const isOwnBusiness = account === attempts()[i]?.address
        if (result && !isOwnBusiness) allowed.push(`${account} ${attempts()[i]?.functionName}`)
      })
    }
    expect(allowed).toEqual([])
  })

  it('error: the Safe itself, outside the timelock, is refused in a real transaction', async () => {
    const { client, deployment } = market
    const { address } = deployment.safe
    await client.setBalance({ address, value: parseEther('1') })
    await client.impersonateAccount({ address })
    const hash = await client.writeContract({
      account: address,
      address: deployment.aave.configurator,
      abi: poolConfiguratorAbi,
      functionName: 'configureReserveAsCollateral',
      args: [deployment.aave.reserves[0]!.underlying, 7000n, 7500n, 10_500n],
      gas: 500_000n,
    })
    await client.stopImpersonatingAccount({ address })
    expect((await client.waitForTransactionReceipt({ hash })).status).toBe('reverted')
  })

  it('behavior: the timelock takes proposals from the Safe only, vetoes from the guardian only, executions from relayer and Safe', async () => {
    const { client, deployment } = market
    const { accounts, safe, timelock } = deployment
    const everyone: Record<string, Address> = {
      deployer: accounts.deployer,
      owner: accounts.owners[0]!,
      relayer: accounts.relayer,
      guardian: accounts.guardian,
      feedKeeper: accounts.feedKeeper,
      delegate: accounts.delegate,
      safe: safe.address,
      timelock: timelock.address,
      anybody: zeroAddress,
    }
    const holders = async (role: Hex): Promise<string[]> => {
      const held = await Promise.all(
        Object.values(everyone).map((account) =>
          client.readContract({ address: timelock.address, abi: timelockAbi, functionName: 'hasRole', args: [role, account] }),
        ),
      )
      return Object.keys(everyone).filter((_, i) => held[i])
    }
    expect(await holders(timelockRoles.proposer)).toEqual(['safe'])
    expect(await holders(timelockRoles.canceller)).toEqual(['guardian'])
    expect(await holders(timelockRoles.executor)).toEqual(['relayer', 'safe'])
    expect(await holders(timelockRoles.admin)).toEqual(['timelock'])
    const delay = await client.readContract({ address: timelock.address, abi: timelockAbi, functionName: 'getMinDelay' })
    expect(delay).toBe(172_800n)
  })
})
