import type { Call, DecodedCall } from './call.js'
import type { ParameterChange } from './proposal.js'
import type { TargetContracts } from './targets/target.js'
import type { BoundTarget } from './targets/targetFor.js'

/**
 * Make the calls of a list of changes, and what they say to a reader.
 *
 * @throws {MissingTargetContract} when the target's contract is not given.
 */
export function changedCalls(input: { target: BoundTarget; changes: readonly ParameterChange[]; contracts: TargetContracts }): {
  calls: Call[]
  decodedCalls: DecodedCall[]
} {
  const { target, changes, contracts } = input
  const before = { reserves: changes.map(({ asset, address, current }) => ({ asset, address, parameters: current })) }
  const calls = [...target.encode({ changes, contracts })]
  return { calls, decodedCalls: calls.map((call) => target.decode({ call, contracts, before })) }
}
