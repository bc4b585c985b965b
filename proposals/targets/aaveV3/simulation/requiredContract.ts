import type { Address } from 'viem'
import { MissingTargetContract } from '../../notATargetCall.js'
import type { TargetContracts } from '../../target.js'

/**
 * Take one of the target's contracts.
 *
 * @throws {MissingTargetContract} when it was not resolved.
 */
export function requiredContract(contracts: TargetContracts, name: string): Address {
  const address = contracts[name]
  if (address === undefined) throw new MissingTargetContract(name)
  return address
}
