import { encodeAbiParameters, type Hex, keccak256 } from 'viem'
import { z } from 'zod'
import { addressSchema, hash32Schema, hexSchema, uintStringSchema } from '../../core/schemas/wire.js'

/** A batch in an OpenZeppelin TimelockController; `id` is what `hashOperationBatch` returns for the other fields. */
export const timelockOperationSchema = z.strictObject({
  timelock: addressSchema,
  id: hash32Schema,
  targets: z.array(addressSchema),
  values: z.array(uintStringSchema),
  payloads: z.array(hexSchema),
  predecessor: hash32Schema,
  /** The proposal id: one proposal can be scheduled once, ever. */
  salt: hash32Schema,
  delaySeconds: z.int().nonnegative(),
})

/** @see timelockOperationSchema */
export type TimelockOperation = z.infer<typeof timelockOperationSchema>

/** What a batch's id is made of. */
export type OperationContent = Pick<TimelockOperation, 'targets' | 'values' | 'payloads' | 'predecessor' | 'salt'>

/**
 * Compute the id that a timelock gives a batch: keccak256 of the ABI encoding of its content. The delay is no part of it.
 *
 * @source OpenZeppelin TimelockController.sol (`hashOperationBatch`)
 * @example
 * import { operationId } from 'plimsoll/proposals'
 *
 * const operation = {
 *   targets: ['0x00000000000000000000000000000000000000bb'],
 *   values: ['0'],
 *   payloads: ['0x12345678'],
 *   predecessor: `0x${'00'.repeat(32)}`,
 *   salt: `0x${'11'.repeat(32)}`,
 * }
 * operationId(operation) // '0xf0b3ecffab67ea7ddf20ad3525d8493b6369e46dbb7ae9d9f4dc6aaf56c149b9'
 */
export function operationId({ targets, values, payloads, predecessor, salt }: OperationContent): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'address[]' }, { type: 'uint256[]' }, { type: 'bytes[]' }, { type: 'bytes32' }, { type: 'bytes32' }],
      [targets, values.map(BigInt), payloads, predecessor, salt],
    ),
  )
}
