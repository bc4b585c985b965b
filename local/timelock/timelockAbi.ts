import { parseAbi } from 'viem'

/**
 * The part of OpenZeppelin's TimelockController that a local set-up needs.
 *
 * @source @openzeppelin/contracts 5.7.0, governance/TimelockController.sol
 */
export const timelockAbi = parseAbi([
  'function PROPOSER_ROLE() view returns (bytes32)',
  'function EXECUTOR_ROLE() view returns (bytes32)',
  'function CANCELLER_ROLE() view returns (bytes32)',
  'function DEFAULT_ADMIN_ROLE() view returns (bytes32)',
  'function hasRole(bytes32 role, address account) view returns (bool)',
  'function getMinDelay() view returns (uint256)',
  'function grantRole(bytes32 role, address account)',
  'function renounceRole(bytes32 role, address account)',
])
