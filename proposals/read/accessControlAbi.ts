import { parseAbi } from 'viem'

/** What every OpenZeppelin AccessControl contract has, of any version. */
export const accessControlAbi = parseAbi([
  'function hasRole(bytes32 role, address account) view returns (bool)',
  'function getRoleAdmin(bytes32 role) view returns (bytes32)',
])

/** @see accessControlAbi */
export const roleGrantedEvent = parseAbi([
  'event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)',
])[0]
