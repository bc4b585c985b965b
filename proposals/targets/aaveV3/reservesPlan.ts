import { type Address, hexToString, trim } from 'viem'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { bps } from '../../../core/units/bps.js'
import { mapRead, readAll, readEach, thenRead } from '../../read/combinePlans.js'
import { readContract, readUnlessReverted, tryReadContract } from '../../read/readContracts.js'
import { readLogs } from '../../read/readLogs.js'
import type { ReadPlan } from '../../read/readPlan.js'
import type { ReserveState } from './aaveV3State.js'
import { bytes32SymbolAbi, collateralChangedEvent, oracleAbi, pendingLtvAbi, poolAbi, tokenAbi } from './aaveV3Abi.js'
import type { AaveV3Contracts } from './contractsPlan.js'
import { reserveConfiguration } from './reserveConfiguration.js'
import { suppliedAgainstCap } from './suppliedAgainstCap.js'

/** The market is an Aave v3 market of a kind that this target does not understand. */
class UnsupportedAaveMarket extends PlimsollError {
  readonly code = 'UNSUPPORTED_AAVE_MARKET'
  readonly kind = 'chain'

  constructor(why: string) {
    super({
      shortMessage: `The Aave market is not supported: ${why}.`,
      metaMessages: ['Configure a market of Aave v3.2 or newer whose oracle quotes in USD.'],
    })
  }
}

/** A reserve with what positions are decoded by: its place in bitmaps and its tokens. */
export interface AaveReserve {
  readonly state: ReserveState
  readonly id: number
  readonly aToken: Address
  readonly variableDebtToken: Address
}

/**
 * Read every reserve: parameters, a parked LTV, caps, flags, price, totals, and when its collateral parameters last changed.
 *
 * Symbols are the tokens' own, with characters outside of letters, digits, dot, hyphen and underscore replaced; of two reserves
 * with one symbol the later is named with the last four digits of its address besides.
 *
 * @throws {UnsupportedAaveMarket} (from the plan) when the oracle's base currency is not USD in a power of ten.
 */
export function reservesPlan(contracts: AaveV3Contracts, fromBlock: bigint): ReadPlan<readonly AaveReserve[]> {
  const { pool, oracle, poolConfigurator } = contracts
  const first = readEach({
    list: readContract({ address: pool, abi: poolAbi, functionName: 'getReservesList' }),
    baseCurrency: readContract({ address: oracle, abi: oracleAbi, functionName: 'BASE_CURRENCY' }),
    unit: readContract({ address: oracle, abi: oracleAbi, functionName: 'BASE_CURRENCY_UNIT' }),
    changes: readLogs({ address: poolConfigurator, event: collateralChangedEvent, fromBlock, needsTimestamps: true }),
  })
  return thenRead(first, ({ list, baseCurrency, unit, changes }) => {
    const priceDecimals = usdDecimals(baseCurrency, unit)
    const lastChanged = (asset: Address): ReserveState['lastChangedAtSeconds'] => {
      const own = changes.filter(({ args }) => args.asset.toLowerCase() === asset.toLowerCase())
      // The first event of an asset is its listing: set-up, which no cooldown counts from. Each event tells all three, also those that stay.
      const at = (name: 'ltv' | 'liquidationThreshold' | 'liquidationBonus') =>
        own.findLast(({ args }, i) => i > 0 && args[name] !== own[i - 1]?.args[name])?.blockTimestampSeconds ?? null
      return { ltvBps: at('ltv'), ltBps: at('liquidationThreshold'), lbBps: at('liquidationBonus') }
    }
    const reserves = readAll(list.map((asset) => reservePlan(contracts, asset)))
    return mapRead(reserves, (read) => {
      const symbols = uniqueSymbols(read.map(({ symbol }, i) => ({ symbol, address: list[i] as Address })))
      return read.map(({ data, price, parkedLtvBps, totals }, i): AaveReserve => {
        const address = list[i] as Address
        const { ltvBps, ltBps, lbBps, borrowCap, supplyCap, reserveFactorBps, ...flags } = reserveConfiguration(
          data.configuration,
        )
        return {
          id: data.id,
          aToken: data.aTokenAddress,
          variableDebtToken: data.variableDebtTokenAddress,
          state: {
            asset: symbols[i] as string,
            address,
            ...flags,
            parameters: { ltvBps, ltBps, lbBps },
            ...(parkedLtvBps === 0 ? {} : { parkedLtvBps }),
            supplyCap: supplyCap.toString(),
            borrowCap: borrowCap.toString(),
            price: price.toString(),
            priceDecimals,
            totalSupplied: totals.supplied.toString(),
            suppliedAgainstCap: suppliedAgainstCap({
              ...totals,
              lastDebtIndex: data.variableBorrowIndex,
              accruedToTreasury: data.accruedToTreasury,
              reserveFactorBps: BigInt(reserveFactorBps),
            }).toString(),
            totalDebt: totals.debt.toString(),
            lastChangedAtSeconds: lastChanged(address),
          },
        }
      })
    })
  })
}

function reservePlan({ pool, oracle, poolConfigurator }: AaveV3Contracts, asset: Address) {
  const ofAsset = { address: pool, abi: poolAbi, args: [asset] } as const
  const data = readContract({ ...ofAsset, functionName: 'getReserveData' })
  const withTotals = thenRead(data, (value) =>
    mapRead(
      readEach({
        supplied: readContract({ address: value.aTokenAddress, abi: tokenAbi, functionName: 'totalSupply' }),
        debt: readContract({ address: value.variableDebtTokenAddress, abi: tokenAbi, functionName: 'totalSupply' }),
        scaledSupply: readContract({ address: value.aTokenAddress, abi: tokenAbi, functionName: 'scaledTotalSupply' }),
        scaledDebt: readContract({ address: value.variableDebtTokenAddress, abi: tokenAbi, functionName: 'scaledTotalSupply' }),
        liquidityIndex: readContract({ ...ofAsset, functionName: 'getReserveNormalizedIncome' }),
        debtIndex: readContract({ ...ofAsset, functionName: 'getReserveNormalizedVariableDebt' }),
      }),
      (totals) => ({ value, totals }),
    ),
  )
  const reads = readEach({
    withTotals,
    // The oracle reverts for an asset whose feed gives nothing above 0: one such reserve does not stop the others.
    price: readUnlessReverted({ address: oracle, abi: oracleAbi, functionName: 'getAssetPrice', args: [asset] }),
    parkedLtv: readUnlessReverted({
      address: poolConfigurator,
      abi: pendingLtvAbi,
      functionName: 'getPendingLtv',
      args: [asset],
    }),
    symbol: tryReadContract({ address: asset, abi: tokenAbi, functionName: 'symbol' }),
    bytes32Symbol: tryReadContract({ address: asset, abi: bytes32SymbolAbi, functionName: 'symbol' }),
  })
  return mapRead(reads, (read) => ({
    data: read.withTotals.value,
    totals: read.withTotals.totals,
    price: read.price ?? 0n,
    // Before 3.1 no LTV is ever set aside.
    parkedLtvBps: bps(Number(read.parkedLtv ?? 0n)),
    symbol: read.symbol ?? (read.bytes32Symbol === null ? asset : hexToString(trim(read.bytes32Symbol, { dir: 'right' }))),
  }))
}

function usdDecimals(baseCurrency: Address, unit: bigint): number {
  if (BigInt(baseCurrency) !== 0n) throw new UnsupportedAaveMarket(`its oracle quotes in ${baseCurrency}, not in USD`)
  const digits = unit.toString()
  if (!/^10*$/.test(digits)) throw new UnsupportedAaveMarket(`its oracle's unit ${digits} is not a power of ten`)
  return digits.length - 1
}

function uniqueSymbols(tokens: readonly { symbol: string; address: Address }[]): string[] {
  const taken = new Set<string>()
  return tokens.map(({ symbol, address }) => {
    const plain = symbol.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 27) || address.slice(0, 10)
    const name = taken.has(plain) ? `${plain}-${address.slice(-4)}` : plain
    if (taken.has(name)) throw new UnsupportedAaveMarket(`two reserves cannot be told apart by the name "${name}"`)
    taken.add(name)
    return name
  })
}
