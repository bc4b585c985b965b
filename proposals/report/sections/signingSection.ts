import { markdownTable } from '../markdownTable.js'
import type { ReportSection } from '../reportInput.js'
import { castCommands } from '../castCommands.js'

/** What to compare on the wallet's screen before signing, and how to compute it without this software. */
export const signingSection: ReportSection = ({ proposal }) => {
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
