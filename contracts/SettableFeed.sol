// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title SettableFeed
/// @notice A price feed with the reading side of Chainlink's AggregatorInterface and AggregatorV3Interface, whose
/// answers one keeper sets. Local systems read it through Aave's real oracle; it has no place on a public network.
/// @dev Answers have 8 decimals. Rounds count from 1; every answer stays readable under its round.
contract SettableFeed {
  struct Round {
    int256 answer;
    uint256 updatedAt;
  }

  uint8 public constant decimals = 8;
  uint256 public constant version = 1;

  /// @notice The only account that may set an answer.
  address public immutable keeper;

  string public description;
  uint80 public latestRound;

  mapping(uint80 roundId => Round) private _rounds;

  event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt);
  event NewRound(uint256 indexed roundId, address indexed startedBy, uint256 startedAt);

  error NotKeeper(address caller, address keeper);
  error AnswerNotPositive(int256 answer);
  error NoDataPresent(uint80 roundId);

  constructor(address keeper_, string memory description_, int256 answer) {
    keeper = keeper_;
    description = description_;
    _set(answer);
  }

  /// @notice Starts a round with `answer` (8 decimals) as of this block's time.
  function setAnswer(int256 answer) external {
    if (msg.sender != keeper) revert NotKeeper(msg.sender, keeper);
    _set(answer);
  }

  function latestAnswer() external view returns (int256) {
    return _rounds[latestRound].answer;
  }

  function latestTimestamp() external view returns (uint256) {
    return _rounds[latestRound].updatedAt;
  }

  function latestRoundData()
    external
    view
    returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)
  {
    return getRoundData(latestRound);
  }

  function getAnswer(uint256 roundId) external view returns (int256) {
    return _rounds[uint80(roundId)].answer;
  }

  function getTimestamp(uint256 roundId) external view returns (uint256) {
    return _rounds[uint80(roundId)].updatedAt;
  }

  function getRoundData(
    uint80 id
  )
    public
    view
    returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)
  {
    Round memory round = _rounds[id];
    if (round.updatedAt == 0) revert NoDataPresent(id);
    return (id, round.answer, round.updatedAt, round.updatedAt, id);
  }

  function _set(int256 answer) private {
    if (answer <= 0) revert AnswerNotPositive(answer);
    uint80 id = ++latestRound;
    _rounds[id] = Round(answer, block.timestamp);
    emit NewRound(id, msg.sender, block.timestamp);
    emit AnswerUpdated(answer, id, block.timestamp);
  }
}
