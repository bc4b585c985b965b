import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Abi, encodeFunctionData, parseAbi, toEventSelector, toFunctionSelector } from 'viem'
import { type AaveV3State, aaveV3StateSchema, type Position } from '../../../../proposals/targets/aaveV3/aaveV3State.js'
import { aaveArtifacts } from '../../../../local/aave/aaveArtifacts.js'
import { cacheDir } from '../../../../config/environment.js'
import { healthFactor } from '../../../../models/book/health.js'
import { changes } from '../../../../models/policy/collateral/recommendation.js'
import { encode } from '../../../../proposals/targets/aaveV3/encode.js'
import { decode } from '../../../../proposals/targets/aaveV3/decode.js'
import * as abis from '../../../../proposals/targets/aaveV3/aaveV3Abi.js'
import { aaveV3Target } from '../../../../proposals/targets/aaveV3/aaveV3Target.js'
import { ContractReadFailed } from '../../../../proposals/read/readContracts.js'
import { marketOnChain } from '../../support/marketOnChain.js'
import { parameters } from '../../support/parameters.js'
import { recommendationFor } from '../../support/recommendationFor.js'
import { bookOf } from '../../../../proposals/targets/aaveV3/bookOf.js'

/** The pool truncates at several steps of 10^-8 USD and 10^-4; balances here are thousands of USD. */
const RELATIVE_TOLERANCE = 1e-9

let market: Awaited<ReturnType<typeof marketOnChain>>
beforeAll(async () => {
  market = await marketOnChain()
})
afterAll(() => market.stop())

/** By the neutral book, of one position as the state has it. */
const healthFactorOf = (state: AaveV3State, position: Position) => {
  const book = bookOf({ ...state, positions: [position] })
  return healthFactor({ state: book, position: book.accounts[0]! })
}
const statePlan = () => aaveV3Target.statePlan({ config: market.aave, market: market.config.id, chainId: market.config.chain.id })

const dataProviderAbi = parseAbi([
  'function getReserveConfigurationData(address) view returns (uint256 decimals, uint256 ltv, uint256 lt, uint256 lb, uint256 factor, bool collateral, bool borrowing, bool stable, bool active, bool frozen)',
  'function getReserveCaps(address) view returns (uint256 borrowCap, uint256 supplyCap)',
])
const accountAbi = parseAbi([
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 lt, uint256 ltv, uint256 healthFactor)',
])

describe('statePlan', () => {
  it("default: equals the market's own data provider and oracle", async () => {
    const { client, deployment, read } = market
    const state = await read(statePlan())
    expect(aaveV3StateSchema.parse(state)).toEqual(state)
    expect(state.reserves.map(({ asset }) => asset)).toEqual(deployment.aave.reserves.map(({ symbol }) => symbol))
    for (const reserve of state.reserves) {
      const provider = { address: deployment.aave.dataProvider, abi: dataProviderAbi, args: [reserve.address] } as const
      const [decimals, ltv, lt, lb, , , , , active, frozen] = await client.readContract({
        ...provider,
        functionName: 'getReserveConfigurationData',
      })
      const [borrowCap, supplyCap] = await client.readContract({ ...provider, functionName: 'getReserveCaps' })
      const { ltvBps, ltBps, lbBps } = reserve.parameters
      expect([reserve.decimals, ltvBps, ltBps, lbBps].map(BigInt)).toEqual([decimals, ltv, lt, lb])
      expect([reserve.isActive, reserve.isFrozen, reserve.isPaused]).toEqual([active, frozen, false])
      expect([reserve.borrowCap, reserve.supplyCap]).toEqual([String(borrowCap), String(supplyCap)])
      expect(reserve.priceDecimals).toBe(8)
      expect(reserve.lastChangedAtSeconds).toEqual({ ltvBps: null, ltBps: null, lbBps: null })
    }
    expect(state.reserves.find(({ asset }) => asset === 'WETH')?.price).toBe('153289000000')
  })

  it("behavior: every borrower's health factor equals the pool's own", async () => {
    const { client, deployment, read } = market
    const state = await read(statePlan())
    expect(state.positions.map(({ account }) => account).sort()).toEqual([...deployment.accounts.borrowers].sort())
    for (const position of state.positions) {
      const [, , , , , onChain] = await client.readContract({
        address: deployment.aave.pool,
        abi: accountAbi,
        functionName: 'getUserAccountData',
        args: [position.account],
      })
      const ratio = healthFactorOf(state, position) / (Number(onChain) / 1e18)
      expect(Math.abs(ratio - 1)).toBeLessThan(RELATIVE_TOLERANCE)
    }
  })

  it('behavior: a change of the parameters after set-up is when they last changed', async () => {
    const own = await marketOnChain()
    try {
      const { deployment, send, read, config, aave, client } = own
      const plan = aaveV3Target.statePlan({ config: aave, market: config.id, chainId: config.chain.id })
      const before = await read(plan)
      const recommendation = recommendationFor(before, { WETH: parameters(8000, 8250, 10500) })
      const [call] = encode({ changes: changes(recommendation), contracts: { poolConfigurator: deployment.aave.configurator } })
      await send(deployment.timelock.address, call!)
      const after = await read(plan)
      const { timestamp } = await client.getBlock({ blockTag: 'latest' })
      const changed = (asset: string) => after.reserves.find((reserve) => reserve.asset === asset)
      expect(changed('WETH')).toMatchObject({
        parameters: parameters(8000, 8250, 10500),
        // The bonus is told with the others, and stands as it was.
        lastChangedAtSeconds: { ltvBps: Number(timestamp), ltBps: Number(timestamp), lbBps: null },
      })
      expect(changed('LINK')?.lastChangedAtSeconds).toEqual({ ltvBps: null, ltBps: null, lbBps: null })
    } finally {
      await own.stop()
    }
  })

  it('behavior: e-modes with their members, and accounts in them', async () => {
    const own = await marketOnChain()
    try {
      const { deployment, client, read, config, aave, send } = own
      const setEMode = parseAbi([
        'function setEModeCategory(uint8,uint16,uint16,uint16,string)',
        'function setAssetCollateralInEMode(address,uint8,bool)',
        'function setAssetBorrowableInEMode(address,uint8,bool)',
        'function setUserEMode(uint8)',
      ])
      const write = async (from: `0x${string}`, to: `0x${string}`, functionName: string, args: readonly unknown[]) => {
        await send(from, { to, value: '0', data: encodeFunctionData({ abi: setEMode, functionName, args } as never) })
      }
      const { configurator, pool, reserves } = deployment.aave
      const timelock = deployment.timelock.address
      const address = (symbol: string) => reserves.find((reserve) => reserve.symbol === symbol)!.underlying
      await write(timelock, configurator, 'setEModeCategory', [3, 9000, 9300, 10100, 'blue | chips'])
      await write(timelock, configurator, 'setAssetCollateralInEMode', [address('WETH'), 3, true])
      await write(timelock, configurator, 'setAssetCollateralInEMode', [address('WBTC'), 3, true])
      await write(timelock, configurator, 'setAssetBorrowableInEMode', [address('USDC'), 3, true])
      const plan = aaveV3Target.statePlan({ config: aave, market: config.id, chainId: config.chain.id })
      const member = (await read(plan)).positions.find(
        ({ collateral, debt }) => collateral.some(({ asset }) => asset === 'WETH') && debt.every(({ asset }) => asset === 'USDC'),
      )!
      await write(member.account, pool, 'setUserEMode', [3])
      const state = await read(plan)
      expect(state.eModes).toEqual([
        { id: 3, label: 'blue | chips', parameters: parameters(9000, 9300, 10100), collateralAssets: ['WETH', 'WBTC'] },
      ])
      const position = state.positions.find(({ account }) => account === member.account)!
      expect(position.eModeCategory).toBe(3)
      const [, , , , , onChain] = await client.readContract({
        address: pool,
        abi: accountAbi,
        functionName: 'getUserAccountData',
        args: [member.account],
      })
      expect(Math.abs(healthFactorOf(state, position) / (Number(onChain) / 1e18) - 1)).toBeLessThan(RELATIVE_TOLERANCE)
    } finally {
      await own.stop()
    }
  })

  it('error: ContractReadFailed when there is no market at the address', async () => {
    const { read, config, aave, deployment } = market
    for (const poolAddressesProvider of [deployment.accounts.deployer, deployment.aave.pool]) {
      const plan = aaveV3Target.statePlan({
        config: { ...aave, poolAddressesProvider },
        market: config.id,
        chainId: 31337,
      })
      const error = await read(plan).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(ContractReadFailed)
      expect(error).toMatchObject({ code: 'CONTRACT_READ_FAILED', address: poolAddressesProvider, functionName: 'getPool' })
    }
  })
})

describe('authorityPlan', () => {
  it('default: after set-up the timelock holds every power', async () => {
    const { read, aave, deployment } = market
    const authorities = await read(aaveV3Target.authorityPlan(aave))
    const holders = Object.fromEntries(authorities.map((authority) => [authority.role, authority.holders]))
    const timelock = deployment.timelock.address
    expect(holders.RISK_ADMIN).toEqual([timelock])
    expect(holders.POOL_ADMIN).toEqual([timelock])
    expect(holders.DEFAULT_ADMIN).toEqual([timelock])
    expect(holders['owner of the addresses provider']).toEqual([timelock])
    for (const list of Object.values(holders)) expect(list).not.toContain(deployment.accounts.deployer)
  })
})

describe('contractsPlan', () => {
  it('default', async () => {
    const { read, aave, deployment } = market
    const { addressesProvider, pool, configurator, oracle, aclManager, dataProvider } = deployment.aave
    expect(await read(aaveV3Target.contractsPlan(aave))).toEqual({
      poolAddressesProvider: addressesProvider,
      pool,
      poolConfigurator: configurator,
      oracle,
      aclManager,
      dataProvider,
    })
  })
})

/** Selector of a function; of an event the selector and which arguments are indexed. */
function identity(item: Abi[number]): string[] {
  if (item.type === 'function') return [toFunctionSelector(item)]
  if (item.type === 'event') return [`${toEventSelector(item)} ${item.inputs.map(({ indexed }) => indexed === true).join()}`]
  return []
}

describe('aaveV3Abi', () => {
  it("behavior: every function and event is one of the real contracts' own", async () => {
    const artifacts = await aaveArtifacts({ cacheFolder: cacheDir() })
    for (const [name, abi] of [
      ['PoolAddressesProvider', abis.addressesProviderAbi],
      ['PoolInstance', abis.poolAbi],
      ['PoolConfiguratorInstance', abis.configuratorAbi],
      ['AaveOracle', abis.oracleAbi],
    ] as const) {
      const real = new Set((artifacts.get(name).abi as Abi).flatMap(identity))
      for (const item of abi as Abi) for (const id of identity(item)) expect(real).toContain(id)
    }
  })

  it('behavior: the selector is the one of GOVERNANCE.md', () => {
    expect(toFunctionSelector('configureReserveAsCollateral(address,uint256,uint256,uint256)')).toBe('0x7c4e560b')
  })
})

describe('decode', () => {
  it('behavior: what encode makes, with before and after', async () => {
    const { read, deployment } = market
    const state = await read(statePlan())
    const contracts = { poolConfigurator: deployment.aave.configurator }
    const [call] = encode({ changes: changes(recommendationFor(state, { LINK: parameters(5250, 6750, 10700) })), contracts })
    expect(decode({ call: call!, contracts, before: aaveV3Target.valuesOf(state.reserves) }).summary).toBe(
      'LINK: loan-to-value 53.00 % → 52.50 %, liquidation threshold 68.00 % → 67.50 %, liquidation bonus 7.00 % (unchanged).',
    )
  })
})
