import { concat, type Hex, keccak256, numberToHex, size } from 'viem'

/**
 * Digest calldata as wallets show it: keccak256(uint256(length) || calldata).
 *
 * @source ERC-8213
 */
export function calldataDigest(data: Hex): Hex {
  return keccak256(concat([numberToHex(size(data), { size: 32 }), data]))
}
