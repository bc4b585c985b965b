import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import Safe from '@safe-global/protocol-kit'
import { keccak256, parseAbi } from 'viem'
import { safeContractNetworks, safeContracts } from '../../../local/safe/safeContracts.js'
import { startTestMarket } from '../support/testMarket.js'

const safeAbi = parseAbi([
  'function getOwners() view returns (address[])',
  'function getThreshold() view returns (uint256)',
  'function VERSION() view returns (string)',
  'function nonce() view returns (uint256)',
  'function getModulesPaginated(address start, uint256 pageSize) view returns (address[] array, address next)',
])
const sentinel = '0x0000000000000000000000000000000000000001'

let market: Awaited<ReturnType<typeof startTestMarket>>
beforeAll(async () => {
  market = await startTestMarket()
})
afterAll(() => market.stop())

describe('deploySafe', () => {
  it('default', async () => {
    const { client, deployment } = market
    const safe = { address: deployment.safe.address, abi: safeAbi }
    const [owners, threshold, version, nonce, [modules]] = await Promise.all([
      client.readContract({ ...safe, functionName: 'getOwners' }),
      client.readContract({ ...safe, functionName: 'getThreshold' }),
      client.readContract({ ...safe, functionName: 'VERSION' }),
      client.readContract({ ...safe, functionName: 'nonce' }),
      client.readContract({ ...safe, functionName: 'getModulesPaginated', args: [sentinel, 10n] }),
    ])
    expect(owners).toEqual(deployment.accounts.owners)
    expect(threshold).toBe(2n)
    expect(version).toBe('1.4.1')
    expect(nonce).toBe(0n)
    expect(modules).toEqual([])
  })

  it("behavior: protocol-kit connects with the deployment's contractNetworks", async () => {
    const { chain, deployment } = market
    const { init } = Safe as unknown as {
      init: (config: object) => Promise<{ getOwners: () => Promise<string[]>; getContractVersion: () => string }>
    }
    const { address, contractNetworks } = deployment.safe
    const kit = await init.call(Safe, { provider: chain.rpcUrl, safeAddress: address, contractNetworks })
    expect(await kit.getOwners()).toEqual(deployment.safe.owners)
    expect(kit.getContractVersion()).toBe('1.4.1')
  })
})

describe('deploySafeInfrastructure', () => {
  it('default: each contract is at its canonical address with the canonical code', async () => {
    for (const { canonicalAddress, canonicalCodeHash } of safeContracts()) {
      expect(keccak256((await market.client.getCode({ address: canonicalAddress })) ?? '0x')).toBe(canonicalCodeHash)
    }
    expect(market.deployment.safe.contractNetworks).toEqual(safeContractNetworks(31337))
  })
})
