// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// A settings contract of two factors an asset, in WAD. What is set holds only after the closing call.
contract ToySettings {
  error NotOwner();
  error AboveOne();

  event BorrowFactorSet(address indexed asset, uint64 factor);
  event LiquidationFactorSet(address indexed asset, uint64 factor);
  event Deployed(address vault);

  struct Asset {
    string symbol;
    uint256 priceUsd; // 8 decimals
    uint64 borrowFactor;
    uint64 liquidationFactor;
    uint64 changedAt;
  }

  address public immutable owner;
  address public immutable vault;
  address[] private listed;
  mapping(address => Asset) private live;
  mapping(address => Asset) private pending;

  constructor(address owner_, address vault_, address asset, string memory symbol, uint256 priceUsd, uint64 borrow, uint64 liquidation) {
    owner = owner_;
    vault = vault_;
    listed.push(asset);
    live[asset] = Asset(symbol, priceUsd, borrow, liquidation, 0);
    pending[asset] = live[asset];
  }

  modifier onlyOwner() {
    if (msg.sender != owner) revert NotOwner();
    _;
  }

  function assets() external view returns (address[] memory) {
    return listed;
  }

  function assetInfo(address asset) external view returns (string memory symbol, uint256 priceUsd, uint64 borrow, uint64 liquidation, uint64 changedAt) {
    Asset storage own = live[asset];
    return (own.symbol, own.priceUsd, own.borrowFactor, own.liquidationFactor, own.changedAt);
  }

  function updateBorrowFactor(address asset, uint64 factor) external onlyOwner {
    if (factor > 1e18) revert AboveOne();
    pending[asset].borrowFactor = factor;
    emit BorrowFactorSet(asset, factor);
  }

  function updateLiquidationFactor(address asset, uint64 factor) external onlyOwner {
    if (factor > 1e18) revert AboveOne();
    pending[asset].liquidationFactor = factor;
    emit LiquidationFactorSet(asset, factor);
  }

  function deployAndUpgrade(address vault_) external onlyOwner {
    for (uint256 i = 0; i < listed.length; i++) {
      pending[listed[i]].changedAt = uint64(block.timestamp);
      live[listed[i]] = pending[listed[i]];
    }
    emit Deployed(vault_);
  }
}
