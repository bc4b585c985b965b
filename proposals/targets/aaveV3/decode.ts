import { decodeFunctionData, encodeFunctionData, getAddress } from 'viem'
import type { Call, DecodedCall } from '../../call.js'
import { formatBonus, formatBps } from '../../../core/format.js'
import { NotATargetCall } from '../errors.js'
import type { KnownReserves, Target } from '../target.js'
import { configuratorAbi } from './aaveV3Abi.js'
import type { AaveV3Config } from './aaveV3Config.js'

const SIGNATURE = 'configureReserveAsCollateral(address,uint256,uint256,uint256)'

/**
 * Decode a call of this target, with before and after where the market's state is given.
 *
 * @throws {NotATargetCall} when it goes to another contract, passes value, or is not exactly what `encode` would make.
 */
export const decode: Target<AaveV3Config>['decode'] = ({ call, contracts, before }): DecodedCall => {
  const [asset, ltv, lt, lb] = decodeArguments(call, contracts.poolConfigurator)
  return {
    to: getAddress(call.to),
    contract: 'Aave v3 PoolConfigurator',
    signature: SIGNATURE,
    arguments: [
      { name: 'asset', type: 'address', value: getAddress(asset) },
      { name: 'ltv', type: 'uint256', value: ltv.toString() },
      { name: 'liquidationThreshold', type: 'uint256', value: lt.toString() },
      { name: 'liquidationBonus', type: 'uint256', value: lb.toString() },
    ],
    summary: summary({ asset, ltvBps: Number(ltv), ltBps: Number(lt), lbBps: Number(lb) }, before),
  }
}

/** The configurator is whatever the first call goes to. */
export const claimedContracts: Target<AaveV3Config>['claimedContracts'] = ([first]) =>
  first === undefined ? {} : { poolConfigurator: first.to }

function decodeArguments(call: Call, configurator: string | undefined) {
  if (call.to.toLowerCase() !== configurator?.toLowerCase()) {
    throw new NotATargetCall(call, `the market's PoolConfigurator is ${configurator ?? 'not known'}`)
  }
  if (call.value !== '0') throw new NotATargetCall(call, `it passes ${call.value} wei`)
  try {
    const { args } = decodeFunctionData({ abi: configuratorAbi, data: call.data })
    if (
      encodeFunctionData({ abi: configuratorAbi, functionName: 'configureReserveAsCollateral', args }) === call.data.toLowerCase()
    ) {
      return args
    }
  } catch {
    // An unknown selector and malformed arguments are one failure to the reader: named below.
  }
  throw new NotATargetCall(call, `it is no well-formed ${SIGNATURE}`)
}

interface Setting {
  readonly asset: string
  readonly ltvBps: number
  readonly ltBps: number
  readonly lbBps: number
}

function summary({ asset, ltvBps, ltBps, lbBps }: Setting, before: KnownReserves | undefined): string {
  const reserve = before?.reserves.find(({ address }) => address.toLowerCase() === asset.toLowerCase())
  const name = reserve?.asset ?? (before === undefined ? asset : `${asset} (no reserve of this market)`)
  const step = (from: string | undefined, to: string) =>
    from === undefined ? to : from === to ? `${to} (unchanged)` : `${from} → ${to}`
  const old = reserve?.parameters
  return `${name}: loan-to-value ${step(old && formatBps(old.ltvBps), formatBps(ltvBps))}, liquidation threshold ${step(
    old && formatBps(old.ltBps),
    formatBps(ltBps),
  )}, liquidation bonus ${step(old && formatBonus(old.lbBps), formatBonus(lbBps))}.`
}
