import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { MarketSpec, ReserveSpec } from '../aave/marketSpec.js'

const stable = 'USDC'
const secondDebt = 'WETH'
/** Share of the first collaterals by symbol; the stable one backs only debt in the second debt asset. */
const collateralWeights: Readonly<Record<string, number>> = { WETH: 0.5, WBTC: 0.22, LINK: 0.14, AAVE: 0.14 }
const secondDebtShare = 0.15
const twoCollateralsShare = 0.35
const sizeLogStandardDeviation = 1.1
const capShare = 0.5
const healthFactor = { min: 1.04, max: 6, medianExcess: 0.45, shape: 2 } as const

/** An amount of one reserve's token. */
export interface PositionAmount {
  readonly symbol: string
  /** Smallest units. */
  readonly amount: bigint
}

/** What one borrower supplies and borrows. */
export interface DrawnPosition {
  readonly collateral: readonly PositionAmount[]
  readonly debt: PositionAmount
  /** At the prices drawn for. */
  readonly healthFactor: number
}

/** From what positions are drawn. */
export interface DrawPositionsOptions {
  readonly market: MarketSpec
  /** USD by symbol. */
  readonly pricesUsd: Readonly<Record<string, number>>
  readonly count: number
  /** 32-bit integer; equal seeds give equal positions. */
  readonly seed: number
  /** Of all borrowers together; less where a supply cap would be more than half used. */
  readonly totalCollateralUsd: number
}

/**
 * Draw borrowers' positions that look like a lending market's: few large and many small ones, most with a health factor
 * between 1.15 and 2.5, the thinnest at about 1.04, mostly USDC debt, some WETH debt, a third with two collaterals.
 *
 * Health factors are quantiles of 1 + a log-logistic variable, one from each of `count` equal strata, so that every seed
 * has thin and fat positions; sizes are lognormal.
 *
 * @throws {RangeError} when the market lacks USDC or WETH.
 */
export function drawPositions({ market, pricesUsd, count, seed, totalCollateralUsd }: DrawPositionsOptions): DrawnPosition[] {
  const reserves = new Map(market.reserves.map((reserve) => [reserve.symbol, reserve]))
  for (const symbol of [stable, secondDebt]) {
    if (!reserves.has(symbol))
      throw new RangeError(`Borrowers need ${stable} and ${secondDebt}; the market has no ${symbol}: list it.`)
  }
  const random = xoroshiro128plus(seed)
  const uniform = (): number => uniformFloat64(random)
  const strata = shuffle(
    Array.from({ length: count }, (_, i) => (i + 0.2 + 0.6 * uniform()) / count),
    uniform,
  )
  const volatile = market.reserves.filter(({ symbol, ltvBps, ltBps }) => symbol !== stable && ltvBps > 0 && ltBps > 0)

  const drafts = strata.map((stratum) => {
    const isSecondDebt = uniform() < secondDebtShare
    const candidates = isSecondDebt
      ? [...volatile.filter(({ symbol }) => symbol !== secondDebt), reserves.get(stable)!]
      : volatile
    const first = pick(candidates, uniform())
    const others = candidates.filter((reserve) => reserve !== first)
    const second = uniform() < twoCollateralsShare && others.length > 0 ? pick(others, uniform()) : undefined
    const size = Math.exp(sizeLogStandardDeviation * normal(uniform))
    const secondShare = second === undefined ? 0 : 0.15 + 0.35 * uniform()
    const parts = [
      { reserve: first, size: size * (1 - secondShare) },
      ...(second === undefined ? [] : [{ reserve: second, size: size * secondShare }]),
    ]
    return { parts, debtSymbol: isSecondDebt ? secondDebt : stable, healthFactor: healthFactorAt(stratum) }
  })

  const scale = usdScale(drafts, pricesUsd, totalCollateralUsd)
  return drafts.map(({ parts, debtSymbol, healthFactor: target }) => {
    const sized = parts.map(({ reserve, size }) => ({ reserve, usd: size * scale(reserve) }))
    const collateralUsd = sum(sized.map(({ usd }) => usd))
    const thresholdUsd = sum(sized.map(({ reserve, usd }) => (usd * reserve.ltBps) / 10_000))
    const borrowableUsd = sum(sized.map(({ reserve, usd }) => (usd * reserve.ltvBps) / 10_000))
    // Debt in a volatile asset is borrowed at today's prices, where loan-to-value limits it.
    const floor = debtSymbol === stable ? healthFactor.min : (1.01 * thresholdUsd) / borrowableUsd
    const reached = Math.max(target, floor)
    if (!(collateralUsd > 0)) throw new RangeError('A borrower drew no collateral: every price must be positive.')
    return {
      collateral: sized.map(({ reserve, usd }) => ({ symbol: reserve.symbol, amount: toUnits(usd, reserve, pricesUsd) })),
      debt: { symbol: debtSymbol, amount: toUnits(thresholdUsd / reached, reserves.get(debtSymbol)!, pricesUsd) },
      healthFactor: reached,
    }
  })
}

/** How far above today's the prices must have been for everyone to have borrowed within loan-to-value. */
export function priceFactorAtBorrowing({ reserves }: MarketSpec): number {
  const ratios = reserves
    .filter(({ symbol, ltvBps }) => symbol !== stable && ltvBps > 0)
    .map(({ ltvBps, ltBps }) => ltBps / ltvBps)
  return Math.max(1, (1.03 * Math.max(...ratios)) / healthFactor.min)
}

type Draft = { readonly parts: readonly { readonly reserve: ReserveSpec; readonly size: number }[] }

function usdScale(
  drafts: readonly Draft[],
  pricesUsd: Readonly<Record<string, number>>,
  totalUsd: number,
): (reserve: ReserveSpec) => number {
  const sizes = new Map<string, number>()
  for (const { reserve, size } of drafts.flatMap(({ parts }) => parts))
    sizes.set(reserve.symbol, (sizes.get(reserve.symbol) ?? 0) + size)
  const perSize = totalUsd / sum([...sizes.values()])
  return ({ symbol, supplyCap }) => {
    const capUsd = supplyCap === 0 ? Number.POSITIVE_INFINITY : supplyCap * capShare * (pricesUsd[symbol] ?? 0)
    return Math.min(perSize, capUsd / (sizes.get(symbol) ?? 1))
  }
}

function healthFactorAt(quantile: number): number {
  const excess = healthFactor.medianExcess * (quantile / (1 - quantile)) ** (1 / healthFactor.shape)
  return Math.min(healthFactor.max, Math.max(healthFactor.min, 1 + excess))
}

function toUnits(usd: number, { symbol, decimals }: ReserveSpec, pricesUsd: Readonly<Record<string, number>>): bigint {
  const tokens = usd / (pricesUsd[symbol] ?? Number.NaN)
  if (!Number.isFinite(tokens)) throw new RangeError(`Borrowers need a positive price of ${symbol}, not ${pricesUsd[symbol]}.`)
  const shown = Math.min(decimals, 6)
  return BigInt(Math.floor(tokens * 10 ** shown)) * 10n ** BigInt(decimals - shown)
}

function pick(reserves: readonly ReserveSpec[], at: number): ReserveSpec {
  const weights = reserves.map(({ symbol }) => collateralWeights[symbol] ?? 0.1)
  let left = at * sum(weights)
  const index = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return reserves[index < 0 ? reserves.length - 1 : index]!
}

function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

function shuffle(values: number[], uniform: () => number): number[] {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = Math.floor(uniform() * (i + 1))
    const held = values[i]!
    values[i] = values[j]!
    values[j] = held
  }
  return values
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
