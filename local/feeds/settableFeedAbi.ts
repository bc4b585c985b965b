import { parseAbi } from 'viem'

/**
 * The interface of `contracts/SettableFeed.sol`.
 *
 * @source contracts/SettableFeed.sol
 */
export const settableFeedAbi = parseAbi([
  'constructor(address keeper, string description, int256 answer)',
  'function decimals() view returns (uint8)',
  'function description() view returns (string)',
  'function version() view returns (uint256)',
  'function keeper() view returns (address)',
  'function setAnswer(int256 answer)',
  'function latestAnswer() view returns (int256)',
  'function latestTimestamp() view returns (uint256)',
  'function latestRound() view returns (uint80)',
  'function getAnswer(uint256 roundId) view returns (int256)',
  'function getTimestamp(uint256 roundId) view returns (uint256)',
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
  'function getRoundData(uint80 id) view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
  'event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)',
  'event NewRound(uint256 indexed roundId, address indexed startedBy, uint256 startedAt)',
  'error NotKeeper(address caller, address keeper)',
  'error AnswerNotPositive(int256 answer)',
  'error NoDataPresent(uint80 roundId)',
])
