import { parse } from '../../../../core/schemas/parse.js'
import { decodeScheduleBatch } from '../../../timelock/timelockCalls.js'
import type { SafeTimelockProposal } from '../safeTimelockBinding.js'
import {
  type TransactionBuilderBatch,
  transactionBuilderBatchSchema,
  transactionBuilderChecksum,
} from './transactionBuilderBatch.js'

/** Version of the Transaction Builder whose format this is. */
const TX_BUILDER_VERSION = '1.17.1'

const SCHEDULE_BATCH_INPUTS = [
  ['targets', 'address[]'],
  ['values', 'uint256[]'],
  ['payloads', 'bytes[]'],
  ['predecessor', 'bytes32'],
  ['salt', 'bytes32'],
  ['delay', 'uint256'],
] as const

/**
 * Export a proposal for the Safe Transaction Builder: the Safe's inner transaction with the exact bytes, and its method and values for a
 * reader.
 *
 * The builder leaves nonce and gas fields to the wallet, so the description names the nonce, and the safeTxHash that the wallet
 * then shows has to be compared with the report's.
 *
 * @throws {NotATimelockCall} when the round's bytes are no `scheduleBatch`.
 */
export function transactionBuilderFile({ proposal }: { proposal: SafeTimelockProposal }): TransactionBuilderBatch {
  const file = {
    version: '1.0' as const,
    chainId: proposal.chainId.toString(),
    createdAt: proposal.draftedAt.timestampSeconds * 1_000,
    meta: {
      name: proposal.title,
      description: description(proposal),
      txBuilderVersion: TX_BUILDER_VERSION,
      createdFromSafeAddress: proposal.route.safe,
      createdFromOwnerAddress: '',
    },
    transactions: proposal.route.rounds.map(({ transaction }) => {
      const { targets, values, payloads, predecessor, salt, delaySeconds } = decodeScheduleBatch(transaction)
      return {
        to: transaction.to,
        value: transaction.value,
        data: transaction.data,
        contractMethod: {
          inputs: SCHEDULE_BATCH_INPUTS.map(([name, type]) => ({ internalType: type, name, type })),
          name: 'scheduleBatch',
          payable: false,
        },
        contractInputsValues: {
          targets: JSON.stringify(targets),
          values: JSON.stringify(values),
          payloads: JSON.stringify(payloads),
          predecessor,
          salt,
          delay: delaySeconds.toString(),
        },
      }
    }),
  }
  return parse(
    transactionBuilderBatchSchema,
    { ...file, meta: { ...file.meta, checksum: transactionBuilderChecksum(file) } },
    'The exported batch',
  )
}

function description({ proposalId, isSynthetic, notice, route }: SafeTimelockProposal): string {
  const [round] = route.rounds
  return [
    `Plimsoll proposal ${proposalId}.`,
    ...(isSynthetic ? ['Made from SYNTHETIC market data.'] : []),
    ...(notice === null ? [] : [notice]),
    `Sign with nonce ${round?.transaction.nonce} and compare the safeTxHash with ${round?.hashes.safeTxHash}.`,
  ].join(' ')
}
