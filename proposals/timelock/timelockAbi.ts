import { keccak256, parseAbi, stringToBytes, zeroHash } from 'viem'

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

/** The functions and events of an OpenZeppelin TimelockController (4.x and 5.x) that a route reads and calls. */
export const timelockAbi = parseAbi([
  'function scheduleBatch(address[] targets, uint256[] values, bytes[] payloads, bytes32 predecessor, bytes32 salt, uint256 delay)',
  'function executeBatch(address[] targets, uint256[] values, bytes[] payloads, bytes32 predecessor, bytes32 salt) payable',
  'function cancel(bytes32 id)',
  'function hashOperationBatch(address[] targets, uint256[] values, bytes[] payloads, bytes32 predecessor, bytes32 salt) pure returns (bytes32)',
  'function getMinDelay() view returns (uint256)',
  'function getTimestamp(bytes32 id) view returns (uint256)',
  'function isOperation(bytes32 id) view returns (bool)',
  'function isOperationReady(bytes32 id) view returns (bool)',
  'function isOperationDone(bytes32 id) view returns (bool)',
  'event CallScheduled(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data, bytes32 predecessor, uint256 delay)',
  'event CallExecuted(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data)',
  'event Cancelled(bytes32 indexed id)',
])
