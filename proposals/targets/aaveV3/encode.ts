import { encodeFunctionData } from 'viem'
import type { Call } from '../../call.js'
import type { Target } from '../target.js'
import { MissingTargetContract } from '../errors.js'
import { configuratorAbi } from './aaveV3Abi.js'
import type { AaveV3Config } from './aaveV3Config.js'

/**
 * Encode changes: one `configureReserveAsCollateral` a reserve, in their order.
 *
 * The contract sets all three parameters at once, so a parameter that keeps its value is passed with the value it has.
 *
 * @throws {MissingTargetContract} when the configurator's address is not given.
 * @source PoolConfigurator.sol of aave-v3-origin 3.6.0, selector 0x7c4e560b
 */
export const encode: Target<AaveV3Config>['encode'] = ({ changes, contracts }): readonly Call[] => {
  const to = contracts.poolConfigurator
  if (to === undefined) throw new MissingTargetContract('poolConfigurator')
  return changes.map(({ address, proposed: { ltvBps, ltBps, lbBps } }) => ({
    to,
    value: '0',
    data: encodeFunctionData({
      abi: configuratorAbi,
      functionName: 'configureReserveAsCollateral',
      args: [address, BigInt(ltvBps), BigInt(ltBps), BigInt(lbBps)],
    }),
  }))
}
