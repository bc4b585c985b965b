import { subjectsOf } from '../../core/parameters.js'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Address, encodeFunctionData, type Hex, keccak256, parseAbi, stringToBytes, toHex } from 'viem'
import { latestBlock } from '../../activities/chain/runReadPlan.js'
import { createSource } from '../../activities/sources/createSource.js'
import type { AaveV3State } from '../../proposals/targets/aaveV3/aaveV3State.js'
import { type BarSeries, barSeriesSchema } from '../../models/data/barSeries.js'
import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import { sourceConfigSchema } from '../../models/data/sourceConfig.js'
import { assetForecast, type AssetForecast } from '../../models/policy/collateral/assetForecast.js'
import { violations } from '../../models/policy/collateral/guardrails/violations.js'
import { modelConfigSchema } from '../../models/policy/modelConfig.js'
import { recommend } from '../../models/policy/collateral/recommend.js'
import { movedAssets, type Recommendation } from '../../models/policy/collateral/recommendation.js'
import { assessMarket } from '../../models/quality/assessMarket.js'
import { qualityConfigSchema } from '../../models/quality/qualityConfig.js'
import { buildProposal } from '../../proposals/buildProposal.js'
import { errorsOf } from '../../proposals/checks/check.js'
import { runChecks } from '../../proposals/checks/runChecks.js'
import { routeFor } from '../../proposals/routes/registry.js'
import { targetFor } from '../../proposals/targets/registry.js'
import { claim } from './support/claim.js'
import { marketOnChain } from './support/marketOnChain.js'
import { simulateOnChain } from './support/simulateOnChain.js'
import { bookOf } from '../../proposals/targets/aaveV3/bookOf.js'
import { readsAave } from './support/aaveState.js'

const AS_OF = '2022-06-12T00:00:00Z'
const SYMBOLS = { WETH: 'ETH', WBTC: 'BTC', LINK: 'LINK', AAVE: 'AAVE' }
const MODELS = modelConfigSchema.parse({ scenarioCount: 1_000, bandDraws: 100 })
const POOL_ADMIN = keccak256(stringToBytes('POOL_ADMIN'))
/** Answers every call with a word of 0. */
const ZERO_CODE: Hex = '0x600060005260206000f3'
const ABI = parseAbi([
  'function configureReserveAsCollateral(address asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)',
  'function setReserveLtvzero(address asset, bool ltvZero)',
  'function setReserveFreeze(address asset, bool freeze)',
  'function setReservePause(address asset, bool paused)',
  'function setSupplyCap(address asset, uint256 cap)',
  'function setEModeCategory(uint8 id, uint16 ltv, uint16 liquidationThreshold, uint16 liquidationBonus, string label)',
  'function setAssetCollateralInEMode(address asset, uint8 id, bool allowed)',
  'function dropReserve(address asset)',
  'function grantRole(bytes32 role, address account)',
  'function scaledTotalSupply() view returns (uint256)',
  'function getReserveAToken(address asset) view returns (address)',
  'function getReserveVariableDebtToken(address asset) view returns (address)',
])

/** One reserve in an unusual state must not stop the market: it is held by name, the others go on, and every check passes. */
describe('a market with one unusual reserve, on a real chain', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let data: MarketSnapshot
  let usual: readonly string[]
  let forecasts: ReadonlyMap<string, AssetForecast>
  let snapshot: Hex

  beforeAll(async () => {
    market = await marketOnChain()
    data = await marketData(market.config.id)
    // The market data are the same in every case: their forecasts are made once.
    forecasts = new Map(data.assets.map((asset) => [asset.asset, assetForecast(asset, MODELS)]))
    const { aave, timelock } = market.deployment
    const args = [POOL_ADMIN, timelock.address] as const
    await send(aave.aclManager, 'grantRole', args)
    usual = movedAssets((await recommended()).recommendation).map(({ asset }) => asset)
  })
  afterAll(() => market?.stop())
  beforeEach(async () => {
    snapshot = await market.client.snapshot()
  })
  afterEach(() => market.client.revert({ id: snapshot }))

  type Call = Parameters<typeof encodeFunctionData<typeof ABI>>[0]
  const send = (to: Address, functionName: Call['functionName'], args: readonly unknown[]) => {
    const data = encodeFunctionData({ abi: ABI, functionName, args } as Call)
    return market.send(market.deployment.timelock.address, { to, value: '0', data })
  }
  const reserve = (symbol: string) => market.deployment.aave.reserves.find((one) => one.symbol === symbol)!
  const configure = (functionName: Call['functionName'], symbol: string, ...args: readonly unknown[]) =>
    send(market.deployment.aave.configurator, functionName, [reserve(symbol).underlying, ...args])
  const assets = () =>
    market.config.assets.map(({ symbol, isAdjustable, feedDeviationBps }) => ({ asset: symbol, isAdjustable, feedDeviationBps }))

  async function recommended(): Promise<{ state: AaveV3State; recommendation: Recommendation }> {
    const { guardrails, id, chain, target } = market.config
    const state = await market.read(readsAave(targetFor(target).statePlan({ market: id, chainId: chain.id })))
    const recommendation = recommend({
      snapshot: data,
      state: bookOf(state),
      models: MODELS,
      guardrails,
      assets: assets(),
      forecasts,
    })
    return { state, recommendation }
  }

  /** Carry a recommendation to a proposal that was simulated and checked; what stops it, and what it changes. */
  async function propose() {
    const { state, recommendation } = await recommended()
    const { config, deployment } = market
    const [target, route] = [targetFor(config.target), routeFor(config.route)]
    const block = await latestBlock(market.client as never)
    const [routeState, contracts] = [await market.read(route.statePlan()), await market.read(target.contractsPlan())]
    const proposal = buildProposal({
      recommendation,
      recommendationClaim: claim(recommendation),
      evidence: claim(data),
      config,
      routeState,
      contracts,
      state,
      scheduledAt: AS_OF,
      genesisHash: deployment.genesisHash,
      draftedAt: block,
    })
    const results = runChecks({
      proposal,
      recommendation,
      snapshot: data,
      guardrails: config.guardrails,
      adjustableAssets: assets().flatMap(({ asset, isAdjustable }) => (isAdjustable ? [asset] : [])),
      routeConfig: config.route,
      simulation: await simulateOnChain(market, proposal),
      liveProposals: [proposal.proposalId],
      live: {
        block,
        market: state,
        route: routeState,
        authorities: await market.read(target.authorityPlan()),
        contracts,
        hashes: await market.read(route.hashPlan(proposal.route)),
      },
    })
    return {
      state,
      recommendation,
      errors: errorsOf(results),
      changed: subjectsOf(proposal.changes).map(({ subject }) => subject),
      results,
    }
  }
  const reasonOf = ({ assets: all }: Recommendation, symbol: string) =>
    all.find(({ asset }) => asset === symbol)?.reasons.find(({ code }) => code === 'notAdjustable')?.text

  it('default: every asset that moves passes every check', async () => {
    const { errors, changed } = await propose()
    expect(errors).toBeNull()
    expect(changed).toEqual(usual)
    expect(usual.length).toBeGreaterThanOrEqual(3)
    expect(usual).toContain('WETH')
  })

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'an LTV that governance parked',
      async () => {
        await configure('setReserveLtvzero', 'WETH', true)
      },
      /the LTV of WETH is switched off and 80\.50 % is parked/,
    ],
    [
      'a freeze that was followed by a thaw, which leaves the LTV parked',
      async () => {
        await configure('setReserveFreeze', 'WETH', true)
        await configure('setReserveFreeze', 'WETH', false)
      },
      /the LTV of WETH is switched off and 80\.50 % is parked/,
    ],
    ['a freeze', async () => void (await configure('setReserveFreeze', 'WETH', true)), /WETH is frozen/],
    ['a pause', async () => void (await configure('setReservePause', 'WETH', true)), /WETH is paused/],
  ])('behavior: %s holds that reserve, and the others go on', async (_, befall, because) => {
    await befall()
    const { errors, changed, recommendation } = await propose()
    expect(errors).toBeNull()
    expect(changed).toEqual(usual.filter((asset) => asset !== 'WETH'))
    expect(reasonOf(recommendation, 'WETH')).toMatch(because)
  })

  it('behavior: a parked LTV that governance gives back ends the hold', async () => {
    await configure('setReserveLtvzero', 'WETH', true)
    await configure('setReserveLtvzero', 'WETH', false)
    expect((await recommended()).state.reserves.find(({ asset }) => asset === 'WETH')).not.toHaveProperty('parkedLtvBps')
  })

  it('behavior: a reserve without a price is held with every account that has it, and the others go on', async () => {
    const before = (await recommended()).recommendation
    // A feed that answers 0: the oracle asks its fallback then, and there is none.
    await market.client.setCode({ address: reserve('LINK').feed, bytecode: ZERO_CODE })
    await market.client.mine({ blocks: 1 })
    const { errors, changed, recommendation, state, results } = await propose()
    expect(errors).toBeNull()
    expect(reasonOf(recommendation, 'LINK')).toMatch(/oracle has no price for LINK/)
    const holders = state.positions.filter(({ collateral, debt }) =>
      [...collateral, ...debt].some(({ asset }) => asset === 'LINK'),
    )
    expect(holders.length).toBeGreaterThan(0)
    const proposedLt = (of: Recommendation, symbol: string) => of.assets.find(({ asset }) => asset === symbol)!.proposed.ltBps
    const touched = new Set(holders.flatMap(({ collateral }) => collateral.map(({ asset }) => asset)))
    for (const { asset, current } of recommendation.assets) {
      expect(proposedLt(recommendation, asset)).toBe(touched.has(asset) ? current.ltBps : proposedLt(before, asset))
    }
    expect(changed.length).toBeGreaterThan(0)
    expect(recommendation.scenarios.unmodelled).toContainEqual({
      asset: 'LINK',
      because: `the market's oracle has no price for it, so ${holders.length} accounts that hold or owe it are in no figure`,
      collateralUsd: 0,
      debtUsd: 0,
    })
    const warnings = results.flatMap(({ severity, message }) => (severity === 'warning' ? [message] : []))
    expect(warnings).toContainEqual(expect.stringContaining(`${holders.length} borrowers hold or owe a reserve without a price`))
    // A change that lowers a threshold of one of them is stopped by the rules, not only by the search.
    const lowered = before.assets.map((one) => ({ ...one, target: one.proposed }))
    const named = violations({
      state: bookOf(state),
      recommendation: { assets: lowered },
      guardrails: market.config.guardrails,
      assets: [],
    })
    expect(named.map(({ text }) => text)).toContain(
      'The change lowers a threshold of an account that holds or owes a reserve without a price.',
    )
  })

  it('behavior: an e-mode below its members stops nothing', async () => {
    await send(market.deployment.aave.configurator, 'setEModeCategory', [9, 5_000, 5_500, 10_500, 'low'])
    await configure('setAssetCollateralInEMode', 'WETH', 9, true)
    const { errors, changed } = await propose()
    expect(errors).toBeNull()
    expect(changed).toEqual(usual)
  })

  it('behavior: a supply cap of 1 stops nothing', async () => {
    await configure('setSupplyCap', 'WETH', 1n)
    const { errors, changed } = await propose()
    expect(errors).toBeNull()
    expect(changed).toEqual(usual)
  })

  it('behavior: a reserve that nobody supplies any more stops nothing', async () => {
    await emptySupply('getReserveAToken', 'AAVE')
    const { errors, state } = await propose()
    expect(errors).toBeNull()
    expect(state.reserves.find(({ asset }) => asset === 'AAVE')?.totalSupplied).toBe('0')
  })

  it('behavior: a reserve that was dropped is named, and the others go on', async () => {
    await emptySupply('getReserveAToken', 'AAVE')
    await emptySupply('getReserveVariableDebtToken', 'AAVE')
    await configure('dropReserve', 'AAVE')
    const { errors, changed, recommendation, state } = await propose()
    expect(state.reserves.map(({ asset }) => asset)).not.toContain('AAVE')
    expect(errors).toBeNull()
    expect(changed).toEqual(usual.filter((asset) => asset !== 'AAVE'))
    expect(recommendation.notListed).toEqual(['AAVE'])
  })

  /** Set a token's total to 0 where it is stored, as after the last withdrawal. */
  async function emptySupply(which: 'getReserveAToken' | 'getReserveVariableDebtToken', symbol: string): Promise<void> {
    const { pool } = market.deployment.aave
    const token = await market.client.readContract({
      address: pool,
      abi: ABI,
      functionName: which,
      args: [reserve(symbol).underlying],
    })
    const total = () => market.client.readContract({ address: token, abi: ABI, functionName: 'scaledTotalSupply' })
    const before = await total()
    if (before === 0n) return
    for (let slot = 0; slot < 100; slot++) {
      const index = toHex(slot, { size: 32 })
      const value = await market.client.getStorageAt({ address: token, slot: index })
      if (value === undefined || BigInt(value) !== before) continue
      await market.client.setStorageAt({ address: token, index, value: toHex(0, { size: 32 }) })
      await market.client.mine({ blocks: 1 })
    }
    expect(await total()).toBe(0n)
  }
})

/** The demonstration's market data up to the chain's date. */
async function marketData(market: MarketSnapshot['market']): Promise<MarketSnapshot> {
  const series = async (name: string, asset: string, symbol: string): Promise<BarSeries> => {
    const config = sourceConfigSchema.parse({
      name,
      kind: 'csv',
      path: `data/${name}_daily.csv.gz`,
      symbols: { [asset]: symbol },
    })
    const source = createSource(config, { baseDir: join(process.cwd(), 'examples'), environment: () => undefined })
    return barSeriesSchema.parse(await source.fetch({ asset, asOfMs: Date.parse(AS_OF) }))
  }
  const assets = Object.entries(SYMBOLS).map(async ([asset, symbol]) => ({
    asset,
    // The second source has no AAVE.
    series: await Promise.all((asset === 'AAVE' ? ['spot'] : ['spot', 'index']).map((name) => series(name, asset, symbol))),
    failures: [],
  }))
  return assessMarket({
    market,
    asOf: AS_OF,
    assets: await Promise.all(assets),
    config: qualityConfigSchema.parse({}),
  })
}
