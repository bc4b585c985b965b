import { encodeAbiParameters, type Hex, keccak256 } from 'viem'
import type { TimelockOperation } from './timelockOperation.js'

/** What a batch's id is made of. */
export type OperationContent = Pick<TimelockOperation, 'targets' | 'values' | 'payloads' | 'predecessor' | 'salt'>

/**
 * Compute the id that a timelock gives a batch: keccak256 of the ABI encoding of its content. The delay is no part of it.
 *
 * @source OpenZeppelin TimelockController.sol (`hashOperationBatch`)
 */
export function operationId({ targets, values, payloads, predecessor, salt }: OperationContent): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'address[]' }, { type: 'uint256[]' }, { type: 'bytes[]' }, { type: 'bytes32' }, { type: 'bytes32' }],
      [targets, values.map(BigInt), payloads, predecessor, salt],
    ),
  )
}
