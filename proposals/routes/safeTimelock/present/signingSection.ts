import { size } from 'viem'
import { markdownTable } from '../../../report/markdown.js'
import type { SafeTimelockProposal } from '../safeTimelockBinding.js'

/** What to compare on the wallet's screen before signing, and how to compute it without this software. */
export function signingSection(proposal: SafeTimelockProposal): readonly string[] {
  const { rounds, rejection, operation } = proposal.route
  return [
    '## Hashes to compare when signing',
    '',
    'Sign only if the wallet shows these values.',
    ...[...rounds, rejection].flatMap(({ purpose, safe, safeVersion, transaction, hashes }) => [
      '',
      purpose === 'reject' ? '### To reject instead (spends the same nonce)' : `### To ${purpose}`,
      '',
      ...markdownTable(
        ['Field', 'Value'],
        [
          ['Safe', `\`${safe}\` (version ${safeVersion.replaceAll(/[^0-9A-Za-z.+-]/g, '')})`],
          ['To', `\`${transaction.to}\``],
          ['Value', transaction.value],
          ['Operation', transaction.operation === 0 ? '0 (call)' : '**1 (DELEGATECALL)**'],
          ['Nonce', transaction.nonce],
          ['Domain hash', `\`${hashes.domainHash}\``],
          ['Message hash', `\`${hashes.messageHash}\``],
          ['**safeTxHash**', `**\`${hashes.safeTxHash}\`**`],
          ['Calldata digest (ERC-8213)', `\`${hashes.calldataDigest}\``],
        ],
      ),
      '',
      'Data:',
      '',
      '```text',
      transaction.data,
      '```',
    ]),
    '',
    '### The operation in the timelock',
    '',
    ...markdownTable(
      ['Field', 'Value'],
      [
        ['Operation id', `\`${operation.id}\``],
        ['Proposal id (the salt)', `\`${proposal.proposalId}\``],
        ['Predecessor', `\`${operation.predecessor}\``],
        ['Delay', `${operation.delaySeconds} s`],
      ],
    ),
    '',
    '### Check it without this software',
    '',
    "With Foundry's `cast` and an RPC of your own in `ETH_RPC_URL`; each line must print the hash of the comment above it.",
    '',
    '```sh',
    ...castCommands(proposal),
    '```',
  ]
}

/**
 * Write shell commands that compute every hash of a proposal by other software than this one, each under a comment with the expected hash.
 *
 * Holds numbers, addresses, hex and canonical signatures only, so that nothing from outside reaches a shell.
 *
 * @source Foundry book: `cast call`, `cast keccak`, `cast calldata-decode`
 */
function castCommands({ chainId, decodedCalls, route }: SafeTimelockProposal): string[] {
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
      ...decodedCalls.slice(i, i + 1).map(({ signature }) => `cast calldata-decode "${signature}" ${payload}`),
    ]),
  ]
}
