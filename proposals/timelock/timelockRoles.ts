import { keccak256, stringToBytes, zeroHash } from 'viem'

/**
 * Role ids of an OpenZeppelin TimelockController. Before 5.0 its administrators held `TIMELOCK_ADMIN_ROLE`, since then the
 * default role.
 */
export const TIMELOCK_ROLES = {
  proposer: keccak256(stringToBytes('PROPOSER_ROLE')),
  canceller: keccak256(stringToBytes('CANCELLER_ROLE')),
  executor: keccak256(stringToBytes('EXECUTOR_ROLE')),
  admin: zeroHash,
  formerAdmin: keccak256(stringToBytes('TIMELOCK_ADMIN_ROLE')),
} as const
