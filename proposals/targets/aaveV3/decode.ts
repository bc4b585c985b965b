import { type Address, decodeFunctionData, encodeFunctionData, getAddress } from 'viem'
import type { Call, DecodedCall } from '../../call.js'
import { formatParameter } from '../../../core/parameters.js'
import { NotATargetCall } from '../errors.js'
import type { KnownValue, Target } from '../target.js'
import { configuratorAbi } from './aaveV3Abi.js'
import type { AaveV3Config } from './aaveV3Config.js'
import { CONFIGURED } from './encode.js'
import { AAVE_V3_PARAMETERS } from './parameters.js'

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
    sets: CONFIGURED.map((parameter, i) => ({ address: getAddress(asset), parameter, value: String([ltv, lt, lb][i]) })),
    summary: summary(getAddress(asset), [ltv, lt, lb], before),
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
  throw new NotATargetCall(call, `it is not a well-formed ${SIGNATURE}`)
}

function summary(asset: Address, values: readonly bigint[], before: readonly KnownValue[] | undefined): string {
  const known = before?.filter(({ address }) => address.toLowerCase() === asset.toLowerCase())
  const name = known?.[0]?.subject ?? (before === undefined ? asset : `${asset} (no reserve of this market)`)
  const steps = AAVE_V3_PARAMETERS.map((spec, i) => {
    const from = known?.find(({ parameter }) => parameter === spec.name)?.value
    return `${spec.label} ${step(from && formatParameter(spec, from), formatParameter(spec, values[i] ?? 0n))}`
  })
  return `${name}: ${steps.join(', ')}.`
}

function step(from: string | undefined, to: string): string {
  if (from === undefined) return to
  return from === to ? `${to} (unchanged)` : `${from} → ${to}`
}
