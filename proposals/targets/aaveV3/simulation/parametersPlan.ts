import { type Address, parseAbi } from 'viem'
import { mapRead, readAll, readEach, thenRead } from '../../../read/combinePlans.js'
import { readContract, tryReadContract } from '../../../read/readContracts.js'
import type { ReadPlan } from '../../../read/readPlan.js'
import type { ParameterValue } from '../../../simulation/parameterValue.js'
import type { TargetContracts } from '../../targetContracts.js'
import { oracleAbi, pendingLtvAbi, poolAbi } from '../aaveV3Abi.js'
import type { AaveV3State } from '../aaveV3State.js'
import { requiredContract } from '../contractsPlan.js'
import { reserveFields } from './reserveFields.js'

/** @source IPool.sol, IPoolConfigurator.sol, IAaveOracle.sol, IDefaultInterestRateStrategyV2.sol of aave-v3-origin 3.6.0 */
const abi = parseAbi([
  'function getEModeCategoryBorrowableBitmap(uint8 id) view returns (uint128)',
  'function getEModeCategoryLtvzeroBitmap(uint8 id) view returns (uint128)',
  'function getLiquidationGracePeriod(address asset) view returns (uint40)',
  'function getSourceOfAsset(address asset) view returns (address)',
  'struct RateData { uint16 optimalUsageRatio; uint32 baseVariableBorrowRate; uint32 variableRateSlope1; uint32 variableRateSlope2; }',
  'function getInterestRateDataBps(address reserve) view returns (RateData)',
])

/**
 * Read every parameter of every reserve (configuration word, rates, tokens, price and its source), every parameter of every e-mode, and
 * the list of reserves.
 *
 * What grows with time by itself (indices, totals) is no parameter. What an older version does not have is `null`.
 */
export function parametersPlan({
  contracts,
  state,
}: {
  contracts: TargetContracts
  state: Pick<AaveV3State, 'reserves' | 'eModes'>
}): ReadPlan<readonly ParameterValue[]> {
  const pool = requiredContract(contracts, 'pool')
  const reserves = readAll(state.reserves.map(({ asset, address }) => reservePlan(contracts, asset, address)))
  const eModes = readAll(state.eModes.map(({ id, label }) => eModePlan(pool, id, label)))
  const list = readContract({ address: pool, abi: poolAbi, functionName: 'getReservesList' })
  return mapRead(readEach({ reserves, eModes, list }), (read) => [
    { subject: 'market', address: null, parameter: 'reserves', value: read.list.join(', ') },
    ...read.reserves.flat(),
    ...read.eModes.flat(),
  ])
}

function reservePlan(contracts: TargetContracts, subject: string, asset: Address): ReadPlan<ParameterValue[]> {
  const pool = { address: requiredContract(contracts, 'pool'), abi: [...poolAbi, ...abi] } as const
  const oracle = { address: requiredContract(contracts, 'oracle'), abi: [...oracleAbi, ...abi] } as const
  const configurator = { address: requiredContract(contracts, 'poolConfigurator'), abi: pendingLtvAbi } as const
  const first = readEach({
    data: readContract({ ...pool, functionName: 'getReserveData', args: [asset] }),
    grace: tryReadContract({ ...pool, functionName: 'getLiquidationGracePeriod', args: [asset] }),
    pendingLtv: tryReadContract({ ...configurator, functionName: 'getPendingLtv', args: [asset] }),
    price: tryReadContract({ ...oracle, functionName: 'getAssetPrice', args: [asset] }),
    source: tryReadContract({ ...oracle, functionName: 'getSourceOfAsset', args: [asset] }),
  })
  return thenRead(first, ({ data, grace, pendingLtv, price, source }) => {
    const strategy = data.interestRateStrategyAddress
    const rates = tryReadContract({ address: strategy, abi, functionName: 'getInterestRateDataBps', args: [asset] })
    return mapRead(rates, (rate) =>
      rows(subject, asset, [
        ...reserveFields(data.configuration),
        ['pendingLtvBps', pendingLtv],
        ['liquidationGracePeriodUntil', grace],
        ['optimalUsageBps', rate?.optimalUsageRatio],
        ['baseVariableBorrowRateBps', rate?.baseVariableBorrowRate],
        ['variableRateSlope1Bps', rate?.variableRateSlope1],
        ['variableRateSlope2Bps', rate?.variableRateSlope2],
        ['interestRateStrategy', strategy],
        ['aToken', data.aTokenAddress],
        ['variableDebtToken', data.variableDebtTokenAddress],
        ['oraclePrice', price],
        ['oracleSource', source],
      ]),
    )
  })
}

function eModePlan(address: Address, id: number, label: string): ReadPlan<ParameterValue[]> {
  const pool = { address, abi: [...poolAbi, ...abi], args: [id] } as const
  const reads = readEach({
    config: readContract({ ...pool, functionName: 'getEModeCategoryCollateralConfig' }),
    name: readContract({ ...pool, functionName: 'getEModeCategoryLabel' }),
    collateral: readContract({ ...pool, functionName: 'getEModeCategoryCollateralBitmap' }),
    borrowable: tryReadContract({ ...pool, functionName: 'getEModeCategoryBorrowableBitmap' }),
    ltvzero: tryReadContract({ ...pool, functionName: 'getEModeCategoryLtvzeroBitmap' }),
  })
  return mapRead(reads, ({ config, name, collateral, borrowable, ltvzero }) =>
    rows(`e-mode ${id} "${label}"`, null, [
      ['ltvBps', config.ltv],
      ['ltBps', config.liquidationThreshold],
      ['lbBps', config.liquidationBonus],
      ['label', name],
      ['collateralBitmap', collateral],
      ['borrowableBitmap', borrowable],
      ['ltvzeroBitmap', ltvzero],
    ]),
  )
}

function rows(
  subject: string,
  address: Address | null,
  values: readonly (readonly [name: string, value: string | number | bigint | null | undefined])[],
): ParameterValue[] {
  return values.map(([parameter, value]) => ({ subject, address, parameter, value: String(value ?? null) }))
}
