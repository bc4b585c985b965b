import { size } from 'viem'
import type { Proposal } from '../proposal.js'

/**
 * Write shell commands that compute every hash of a proposal by other software than this one, each under a comment with the expected hash.
 *
 * Holds numbers, addresses and hex only, so that nothing from outside reaches a shell.
 *
 * @source Foundry book: `cast call`, `cast keccak`, `cast calldata-decode`
 */
export function castCommands({ chainId, route }: Proposal): string[] {
  const { safe, timelock, operation, rounds, rejection } = route
  const list = (items: readonly string[]) => `"[${items.join(',')}]"`
  const rpc = '--rpc-url "$ETH_RPC_URL"'
  return [
    `# chain id: ${chainId}`,
    'cast chain-id --rpc-url "$ETH_RPC_URL"',
    ...(rounds[0] === undefined
      ? []
      : [`# domain hash: ${rounds[0].hashes.domainHash}`, `cast call ${safe} "domainSeparator()(bytes32)" ${rpc}`]),
    ...[...rounds, rejection].flatMap(({ purpose, transaction: tx, hashes }) => [
      `# safeTxHash to ${purpose}: ${hashes.safeTxHash}`,
      `cast call ${safe} "getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256)(bytes32)" ${tx.to} ${tx.value} ${tx.data} ${tx.operation} ${tx.safeTxGas} ${tx.baseGas} ${tx.gasPrice} ${tx.gasToken} ${tx.refundReceiver} ${tx.nonce} ${rpc}`,
      `# calldata digest to ${purpose}: ${hashes.calldataDigest}`,
      `cast keccak $(cast concat-hex $(cast to-uint256 ${size(tx.data)}) ${tx.data})`,
    ]),
    `# timelock operation id: ${operation.id}`,
    `cast call ${timelock} "hashOperationBatch(address[],uint256[],bytes[],bytes32,bytes32)(bytes32)" ${list(operation.targets)} ${list(operation.values)} ${list(operation.payloads)} ${operation.predecessor} ${operation.salt} ${rpc}`,
    ...operation.payloads.flatMap((payload, i) => [
      `# arguments of call ${i + 1}`,
      `cast calldata-decode "configureReserveAsCollateral(address,uint256,uint256,uint256)" ${payload}`,
    ]),
  ]
}
