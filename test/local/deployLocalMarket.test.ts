import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cacheDir } from '../../config/environment.js'
import { aclManagerAbi, addressesProviderAbi, dataProviderAbi, poolAbi, poolConfiguratorAbi } from '../../local/aave/aaveAbi.js'
import { referenceMarket } from '../../local/aave/referenceMarket.js'
import { startAnvil } from '../../local/chain/startAnvil.js'
import { testClient } from '../../local/chain/testClient.js'
import { deployLocalMarket, setUpSeconds } from '../../local/deployLocalMarket.js'
import { readPrices } from '../../local/feeds/readPrices.js'
import { asOfSeconds, pricesUsd, startTestMarket } from './support/testMarket.js'

let market: Awaited<ReturnType<typeof startTestMarket>>
beforeAll(async () => {
  market = await startTestMarket()
})
afterAll(() => market.stop())

describe('deployLocalMarket', () => {
  it('default', async () => {
    const { client, deployment } = market
    const [genesis, head] = await Promise.all([client.getBlock({ blockNumber: 0n }), client.getBlock()])
    expect(genesis.hash).toBe(deployment.genesisHash)
    expect(Number(head.number)).toBe(deployment.deployedAtBlock)
    expect(Number(head.timestamp)).toBe(asOfSeconds)
    expect(await readPrices(client, deployment)).toEqual(pricesUsd)
    expect(deployment.aave.reserves.map(({ symbol }) => symbol)).toEqual(['WETH', 'WBTC', 'LINK', 'AAVE', 'USDC'])
  })

  it("behavior: the chain has the specification's parameters", async () => {
    const { client, deployment } = market
    const dataProvider = { address: deployment.aave.dataProvider, abi: dataProviderAbi }
    for (const { symbol, underlying } of deployment.aave.reserves) {
      const spec = referenceMarket.reserves.find((reserve) => reserve.symbol === symbol)!
      const [configuration, caps, fee] = await Promise.all([
        client.readContract({ ...dataProvider, functionName: 'getReserveConfigurationData', args: [underlying] }),
        client.readContract({ ...dataProvider, functionName: 'getReserveCaps', args: [underlying] }),
        client.readContract({ ...dataProvider, functionName: 'getLiquidationProtocolFee', args: [underlying] }),
      ])
      const [decimals, ltv, threshold, bonus, reserveFactor, isCollateral, isBorrowable] = configuration
      expect([decimals, ltv, threshold, bonus, reserveFactor].map(Number)).toEqual([
        spec.decimals,
        spec.ltvBps,
        spec.ltBps,
        spec.lbBps,
        spec.reserveFactorBps,
      ])
      expect([isCollateral, isBorrowable]).toEqual([true, spec.borrowingEnabled])
      expect(caps.map(Number)).toEqual([spec.borrowCap, spec.supplyCap])
      expect(Number(fee)).toBe(spec.liquidationProtocolFeeBps)
    }
  })

  it("behavior: each asset's collateral configuration was set once, in the set-up", async () => {
    const { client, deployment } = market
    const events = await client.getContractEvents({
      address: deployment.aave.configurator,
      abi: poolConfiguratorAbi,
      eventName: 'CollateralConfigurationChanged',
      fromBlock: 0n,
    })
    const underlyings = deployment.aave.reserves.map(({ underlying }) => underlying)
    expect(events.map(({ args }) => args.asset).sort()).toEqual([...underlyings].sort())
    expect(events.every(({ blockNumber }) => blockNumber <= deployment.deployedAtBlock)).toBe(true)
  })

  it('behavior: the borrowers make a market of hundreds of millions with thin and fat positions, none liquidatable', async () => {
    const { client, deployment } = market
    const accounts = await Promise.all(
      deployment.accounts.borrowers.map((user) =>
        client.readContract({ address: deployment.aave.pool, abi: poolAbi, functionName: 'getUserAccountData', args: [user] }),
      ),
    )
    const healthFactors = accounts.map(([, , , , , healthFactor]) => Number(healthFactor) / 1e18).sort((a, b) => a - b)
    const collateralUsd = accounts.reduce((total, [collateral]) => total + Number(collateral) / 1e8, 0)
    expect(accounts.length).toBeGreaterThanOrEqual(60)
    expect(healthFactors[0]).toBeGreaterThan(1.03)
    expect(healthFactors[0]).toBeLessThan(1.08)
    const usual = healthFactors.filter((healthFactor) => healthFactor > 1.15 && healthFactor < 2.5)
    expect(usual.length / healthFactors.length).toBeGreaterThan(0.7)
    expect(collateralUsd).toBeGreaterThan(100e6)
    expect(collateralUsd).toBeLessThan(300e6)
  })

  it('behavior: only the timelock holds a role or owns anything', async () => {
    const { client, deployment } = market
    const { aave, timelock, accounts } = deployment
    const acl = { address: aave.aclManager, abi: aclManagerAbi }
    const granted = await client.getLogs({ address: aave.aclManager, fromBlock: 0n })
    const everNamed = new Set(
      granted.flatMap(({ topics }) => topics.slice(2)).map((topic) => `0x${topic?.slice(26)}`.toLowerCase()),
    )
    expect(everNamed).toEqual(new Set([accounts.deployer.toLowerCase(), timelock.address.toLowerCase()]))
    const isHeld = (functionName: 'isPoolAdmin' | 'isRiskAdmin', who: typeof timelock.address) =>
      client.readContract({ ...acl, functionName, args: [who] })
    expect(await Promise.all([isHeld('isPoolAdmin', timelock.address), isHeld('isRiskAdmin', timelock.address)])).toEqual([
      true,
      true,
    ])
    expect(await Promise.all([isHeld('isPoolAdmin', accounts.deployer), isHeld('isRiskAdmin', accounts.deployer)])).toEqual([
      false,
      false,
    ])
    const provider = { address: aave.addressesProvider, abi: addressesProviderAbi }
    const [owner, aclAdmin] = await Promise.all([
      client.readContract({ ...provider, functionName: 'owner' }),
      client.readContract({ ...provider, functionName: 'getACLAdmin' }),
    ])
    expect([owner, aclAdmin]).toEqual([timelock.address, timelock.address])
  })

  it('error: RangeError when the clock is past the instant', async () => {
    const { client, deployment } = market
    const late = deployLocalMarket(client, { asOfSeconds: deployment.asOfSeconds, pricesUsd }, { cacheFolder: cacheDir() })
    await expect(late).rejects.toThrow(`start it ${setUpSeconds} s earlier`)
  })

  it('error: RangeError when a price is missing', async () => {
    const chain = await startAnvil({ timestampSeconds: asOfSeconds - setUpSeconds })
    const { AAVE: _, ...incomplete } = pricesUsd
    const deployed = deployLocalMarket(
      testClient(chain.rpcUrl),
      { asOfSeconds, pricesUsd: incomplete },
      { cacheFolder: cacheDir() },
    )
    await expect(deployed).rejects.toThrow(/price.*AAVE/)
    await chain.stop()
  })

  it('property: equal options give equal chains', async () => {
    const chain = await startAnvil({ timestampSeconds: asOfSeconds - setUpSeconds })
    const again = await deployLocalMarket(testClient(chain.rpcUrl), { asOfSeconds, pricesUsd }, { cacheFolder: cacheDir() })
    expect(again).toEqual(market.deployment)
    await chain.stop()
  })
})
