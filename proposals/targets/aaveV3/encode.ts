import { type Address, encodeFunctionData } from 'viem'
import { type ParameterChange, subjectsOf } from '../../../core/parameters.js'
import type { Call } from '../../call.js'
import { IncompleteChange, MissingTargetContract } from '../errors.js'
import type { Target } from '../target.js'
import { configuratorAbi } from './aaveV3Abi.js'
import type { AaveV3Config } from './aaveV3Config.js'

/** What one `configureReserveAsCollateral` sets, in the order of its arguments. */
export const CONFIGURED = ['ltvBps', 'ltBps', 'lbBps'] as const

/**
 * Encode changes: one `configureReserveAsCollateral` a reserve, in their order.
 *
 * The contract sets all three parameters at once, so a parameter that keeps its value is passed with the value it has.
 *
 * @throws {MissingTargetContract} when the configurator's address is not given.
 * @throws {IncompleteChange} when the changes leave one of a reserve's three parameters out.
 * @source PoolConfigurator.sol of aave-v3-origin 3.6.0, selector 0x7c4e560b
 */
export const encode: Target<AaveV3Config>['encode'] = ({ changes, contracts }): readonly Call[] => {
  const to = contracts.poolConfigurator
  if (to === undefined) throw new MissingTargetContract('poolConfigurator')
  return subjectsOf(changes).map(({ subject, address }) => {
    const [ltv, lt, lb] = CONFIGURED.map((parameter) => wanted(changes, subject, address, parameter)) as [bigint, bigint, bigint]
    const args = [address, ltv, lt, lb] as const
    const data = encodeFunctionData({ abi: configuratorAbi, functionName: 'configureReserveAsCollateral', args })
    return { to, value: '0', data }
  })
}

function wanted(changes: readonly ParameterChange[], subject: string, address: Address, parameter: string): bigint {
  const change = changes.find((one) => one.address === address && one.parameter === parameter)
  if (change === undefined) throw new IncompleteChange(subject, parameter, CONFIGURED)
  return BigInt(change.to)
}
