import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Abi, type Address, encodeFunctionData, maxUint256, padHex, parseAbi } from 'viem'
import { setPrices } from '../../../../local/feeds/setPrices.js'
import { alreadyLiquidatable } from '../../../../models/book/alreadyLiquidatable.js'
import { healthFactor } from '../../../../models/book/health.js'
import type { AaveV3State, Position } from '../../../../proposals/targets/aaveV3/aaveV3State.js'
import { AAVE_V3_LIQUIDATION_RULE as RULE } from '../../../../proposals/targets/aaveV3/aaveV3Rules.js'
import { aaveV3Target } from '../../../../proposals/targets/aaveV3/aaveV3Target.js'
import { expectRelative } from '../../../support/expectClose.js'
import { marketOnChain } from '../../support/marketOnChain.js'
import { bookOf } from '../../../../proposals/targets/aaveV3/bookOf.js'

const abi = parseAbi([
  'function mint(address account, uint256 value) returns (bool)',
  'function approve(address spender, uint256 value) returns (bool)',
  'function balanceOf(address account) view returns (uint256)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)',
  'function borrow(address asset, uint256 amount, uint256 interestRateMode, uint16 referralCode, address onBehalfOf)',
  'function liquidationCall(address collateralAsset, address debtAsset, address borrower, uint256 debtToCover, bool receiveAToken)',
  'function mintToTreasury(address[] assets)',
  'function setSupplyCap(address asset, uint256 newSupplyCap)',
  'error MustNotLeaveDust()',
  'error SupplyCapExceeded()',
])
/** Interest of the seconds between a read and a call. */
const RELATIVE_TOLERANCE = 1e-6
/** Prices of the liquidations; WETH and LINK stand higher when the debts are taken. */
const PRICES = { WETH: 1_400, LINK: 7, WBTC: 28_000, USDC: 1 } as const
const BORROWING = { ...PRICES, WETH: 1_550, LINK: 12 }
const LT = { WETH: 0.83, LINK: 0.68 } as const
type Symbol = keyof typeof PRICES
type Amounts = Readonly<Partial<Record<Symbol, number>>>

let market: Awaited<ReturnType<typeof marketOnChain>>
beforeAll(async () => {
  market = await marketOnChain()
})
afterAll(() => market.stop())

const reserve = (symbol: Symbol) => {
  const found = market.deployment.aave.reserves.find((each) => each.symbol === symbol)
  if (found === undefined) throw new Error(`no ${symbol}`)
  return found.underlying
}
const read = () =>
  market.read(aaveV3Target.statePlan({ config: market.aave, market: market.config.id, chainId: market.config.chain.id }))
const call = (from: Address, to: Address, functionName: string, args: readonly unknown[]) =>
  market.send(from, { to, value: '0', data: encodeFunctionData({ abi: abi as Abi, functionName, args }) })
const unitsOf = (state: AaveV3State, symbol: Symbol, usd: number) => {
  const decimals = state.reserves.find(({ asset }) => asset === symbol)?.decimals ?? 18
  return (BigInt(Math.round((usd / PRICES[symbol]) * 1e12)) * 10n ** BigInt(decimals)) / 10n ** 12n
}

/** Accounts of the test: USD at the prices of the liquidations. */
interface Drawn {
  readonly collateral: Amounts
  readonly debt: Amounts
}
const weth = (debtUsd: number, factor: number) => ({ WETH: (debtUsd * factor) / LT.WETH })
const DRAWN = {
  above2000: { collateral: weth(2_001, 0.97), debt: { USDC: 2_001 } },
  below2000: { collateral: weth(1_999, 0.97), debt: { USDC: 1_999 } },
  dust: { collateral: weth(1_999, 0.97), debt: { USDC: 1_999 } },
  above095: { collateral: weth(10_000, 0.9502), debt: { USDC: 10_000 } },
  below095: { collateral: weth(10_000, 0.9498), debt: { USDC: 10_000 } },
  twoDebts: { collateral: weth(10_000, 0.97), debt: { USDC: 6_500, WBTC: 3_500 } },
  halfLeavesDust: { collateral: weth(10_000, 0.97), debt: { USDC: 5_900, WBTC: 4_100 } },
  smallDebts: { collateral: weth(3_000, 0.97), debt: { USDC: 1_500, WBTC: 1_500 } },
  smallCollateral: { collateral: { WETH: 1_900, LINK: (3_500 * 0.97 - 1_900 * LT.WETH) / LT.LINK }, debt: { USDC: 3_500 } },
} satisfies Record<string, Drawn>
type Name = keyof typeof DRAWN
const NAMES = Object.keys(DRAWN) as Name[]
const accountOf = (name: Name): Address => padHex(`0x${(0xb0_0000 + NAMES.indexOf(name)).toString(16)}`, { size: 20 })
const liquidator = padHex('0xf00d', { size: 20 })

async function open(state: AaveV3State, name: Name): Promise<void> {
  const { pool } = market.deployment.aave
  const account = accountOf(name)
  const { collateral, debt }: Drawn = DRAWN[name]
  for (const [symbol, usd] of Object.entries(collateral) as [Symbol, number][]) {
    const amount = unitsOf(state, symbol, usd)
    await call(account, reserve(symbol), 'mint', [account, amount])
    await call(account, reserve(symbol), 'approve', [pool, amount])
    await call(account, pool, 'supply', [reserve(symbol), amount, account, 0])
  }
  for (const [symbol, usd] of Object.entries(debt) as [Symbol, number][])
    await call(account, pool, 'borrow', [reserve(symbol), unitsOf(state, symbol, usd), 2n, 0, account])
}

describe('AAVE_V3_LIQUIDATION_RULE, on the real contracts', () => {
  let state: AaveV3State
  beforeAll(async () => {
    const before = await read()
    await setPrices(market.client, market.deployment, BORROWING)
    for (const name of NAMES) await open(before, name)
    for (const symbol of ['USDC', 'WBTC'] as const) {
      await call(liquidator, reserve(symbol), 'mint', [liquidator, unitsOf(before, symbol, 1_000_000)])
      await call(liquidator, reserve(symbol), 'approve', [market.deployment.aave.pool, maxUint256])
    }
    await setPrices(market.client, market.deployment, PRICES)
    state = await read()
  })

  const positionOf = (name: Name) => {
    const position = state.positions.find(({ account }) => account.toLowerCase() === accountOf(name))
    if (position === undefined) throw new Error(`no position of ${name}`)
    return position
  }
  const healthFactorOf = (position: Position) => {
    const book = bookOf({ ...state, positions: [position] })
    return healthFactor({ state: book, position: book.accounts[0]! })
  }
  const closableUsd = (name: Name) =>
    alreadyLiquidatable(bookOf({ ...state, positions: [positionOf(name)] })).closableUsd ?? Number.NaN
  const liquidation = (name: Name, from: Symbol, into: Symbol, wanted: bigint) =>
    [reserve(from), reserve(into), accountOf(name), wanted, false] as const
  /** Offer to repay all and tell what was taken, USD. */
  const closes = async (name: Name, from: Symbol, into: Symbol): Promise<number> => {
    const balance = () =>
      market.client.readContract({ address: reserve(into), abi, functionName: 'balanceOf', args: [liquidator] })
    const before = await balance()
    await call(liquidator, market.deployment.aave.pool, 'liquidationCall', liquidation(name, from, into, maxUint256))
    const decimals = state.reserves.find(({ asset }) => asset === into)?.decimals ?? 18
    return (Number(before - (await balance())) / 10 ** decimals) * PRICES[into]
  }

  /** Offer to repay so much, without doing it. */
  const simulated = (name: Name, usd: number) =>
    market.client.simulateContract({
      account: liquidator,
      address: market.deployment.aave.pool,
      abi,
      functionName: 'liquidationCall',
      args: liquidation(name, 'WETH', 'USDC', unitsOf(state, 'USDC', usd)),
    })

  it('default: the state carries the rule, and the accounts stand where the cases want them', () => {
    expect(state.liquidation).toEqual(RULE)
    const factors = NAMES.map((name) => healthFactorOf(positionOf(name)))
    for (const factor of factors) expect(factor).toBeLessThan(1)
    expect(healthFactorOf(positionOf('above095'))).toBeGreaterThan(0.95)
    expect(healthFactorOf(positionOf('below095'))).toBeLessThan(0.95)
  })

  it.each([
    ['above2000', 1_000.5],
    ['below2000', 1_999],
    ['above095', 5_000],
    ['below095', 10_000],
  ] as const)('default: a call on the account %s repays %d USD, as the models say', async (name, usd) => {
    expectRelative(closableUsd(name), usd, RELATIVE_TOLERANCE)
    expectRelative(await closes(name, 'WETH', 'USDC'), closableUsd(name), RELATIVE_TOLERANCE)
  })

  it('behavior: half is of the debt in all reserves together', async () => {
    expectRelative(closableUsd('twoDebts'), 5_000, RELATIVE_TOLERANCE)
    expectRelative(await closes('twoDebts', 'WETH', 'USDC'), 5_000, RELATIVE_TOLERANCE)
  })

  it('default: a call that leaves less than the least remainder reverts, one that leaves more or nothing does not', async () => {
    const leaving = (usd: number) => simulated('dust', 1_999 - usd)
    await expect(leaving(RULE.minimumLeftoverUsd - 1)).rejects.toThrow('MustNotLeaveDust')
    await expect(leaving(RULE.minimumLeftoverUsd + 1)).resolves.toBeDefined()
    await expect(leaving(-1)).resolves.toBeDefined()
  })

  it('behavior: where half would leave dust of one debt, a call may repay less only, and the figure is no smaller', async () => {
    const repays = (usd: number) => simulated('halfLeavesDust', usd)
    await expect(repays(5_000)).rejects.toThrow('MustNotLeaveDust')
    await expect(repays(5_900 - RULE.minimumLeftoverUsd - 1)).resolves.toBeDefined()
    expectRelative(closableUsd('halfLeavesDust'), 5_000, RELATIVE_TOLERANCE)
  })

  it('behavior: the size is that of the debt in one reserve', async () => {
    // 3,000 USD in all; half of it would be 1,500 as well, so the whole figure is what tells the reserves apart.
    expectRelative(closableUsd('smallDebts'), 3_000, RELATIVE_TOLERANCE)
    expectRelative(await closes('smallDebts', 'WETH', 'WBTC'), 1_500, RELATIVE_TOLERANCE)
  })

  it('behavior: a small collateral beside a large one may pay for more than half, and the figure is no smaller', async () => {
    const repaid = await closes('smallCollateral', 'WETH', 'USDC')
    expectRelative(repaid, 1_900 / 1.05, RELATIVE_TOLERANCE)
    expect(repaid).toBeGreaterThan(3_500 / 2)
    expectRelative(closableUsd('smallCollateral'), 3_500, RELATIVE_TOLERANCE)
  })
})

describe('suppliedAgainstCap, on the real contracts', () => {
  it("default: a supply fits up to the cap less what is told, with the treasury's share that no view shows", async () => {
    const { client, deployment } = market
    const { pool, configurator } = deployment.aave
    const asset = reserve('USDC')
    const supplier = padHex('0xcafe', { size: 20 })
    await call(supplier, asset, 'mint', [supplier, 10n ** 15n])
    await call(supplier, asset, 'approve', [pool, maxUint256])
    await call(supplier, pool, 'mintToTreasury', [[asset]])
    await client.increaseTime({ seconds: 30 * 86_400 })
    await client.mine({ blocks: 1 })
    const usdc = async () => {
      const state = await read()
      const found = state.reserves.find(({ asset: symbol }) => symbol === 'USDC')
      if (found === undefined) throw new Error('no USDC')
      return {
        block: BigInt(state.block.number),
        supplied: BigInt(found.totalSupplied),
        counted: BigInt(found.suppliedAgainstCap ?? '0'),
      }
    }
    const capTokens = (await usdc()).counted / 1_000_000n + 5n
    await call(deployment.timelock.address, configurator, 'setSupplyCap', [asset, capTokens])
    const { block, supplied, counted } = await usdc()
    const room = capTokens * 1_000_000n - counted
    const supplies = (amount: bigint) =>
      client.simulateContract({
        account: supplier,
        address: pool,
        abi,
        functionName: 'supply',
        args: [asset, amount, supplier, 0],
        blockNumber: block,
      })
    expect(room).toBeGreaterThan(0n)
    // A share of some tokens, not of rounding.
    expect(counted - supplied).toBeGreaterThan(1_000_000n)
    await expect(supplies(room)).resolves.toBeDefined()
    // The pool's rounding leaves at most two units.
    await expect(supplies(room + 3n)).rejects.toThrow('SupplyCapExceeded')
    await expect(supplies(capTokens * 1_000_000n - supplied)).rejects.toThrow('SupplyCapExceeded')
  })
})
