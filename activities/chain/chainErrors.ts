import { formatEther } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redactUrls } from '../../core/redact.js'

/** The RPC node did not answer. */
export class ChainUnreachable extends PlimsollError {
  readonly code = 'CHAIN_UNREACHABLE'
  override readonly retryable = true

  constructor(rpcUrl: string, cause: unknown) {
    super({
      shortMessage: `The chain's RPC node at ${redactUrls(rpcUrl)} does not answer.`,
      metaMessages: ['Check that the node runs and that the environment variable named in chain.rpcUrlEnv holds its URL.'],
      cause,
    })
  }
}

/** The RPC node serves another chain than the configured one. */
export class WrongChain extends PlimsollError {
  readonly code = 'WRONG_CHAIN'

  constructor(
    readonly expectedChainId: number,
    readonly actualChainId: number,
  ) {
    super({
      shortMessage: `The RPC node serves chain ${actualChainId}; the configuration says chain ${expectedChainId}.`,
      metaMessages: ['Point chain.rpcUrlEnv at a node of the right chain, or correct chain.id.'],
    })
  }
}

/** The chain behind the RPC is not the one that the proposal was drafted on (same id, another genesis). */
export class OtherChain extends PlimsollError {
  readonly code = 'OTHER_CHAIN'

  constructor(
    readonly expectedGenesisHash: string,
    readonly actualGenesisHash: string,
  ) {
    super({
      shortMessage: `The chain's genesis block is ${actualGenesisHash}; this proposal was drafted on the chain of ${expectedGenesisHash}.`,
      metaMessages: ['A local chain that was started anew is another chain: resume its run folder, or start a new proposal.'],
    })
  }
}

/** A transaction would revert: sending it would only burn gas. */
export class TransactionReverts extends PlimsollError {
  readonly code = 'TRANSACTION_REVERTS'

  constructor(
    readonly purpose: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super({
      shortMessage: `The transaction that should ${purpose} would revert: ${reason}.`,
      metaMessages: ['Nothing was sent. See `plimsoll proposal show` for the state of the route.'],
      cause,
    })
  }
}

/** The node does not take a transaction, and would not take the same bytes later: they are made anew. */
export class TransactionRefused extends PlimsollError {
  readonly code = 'TRANSACTION_REFUSED'

  constructor(
    readonly from: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super({
      shortMessage: `The RPC node does not take the transaction of ${from}: ${reason}.`,
      metaMessages: [
        `Nothing was sent. Where funds are missing, send ether for gas to ${from}: the transaction is made anew after a pause.`,
      ],
      cause,
    })
  }
}

/** At the fees that the node names, a transaction could cost more than the configuration allows. Nothing was signed. Costs in wei. */
export class TransactionTooCostly extends PlimsollError {
  readonly code = 'TRANSACTION_TOO_COSTLY'

  constructor(
    readonly from: string,
    readonly cost: bigint,
    readonly limit: bigint,
  ) {
    super({
      shortMessage: `The transaction of ${from} could cost ${formatEther(cost)} coins, above the limit of ${formatEther(limit)}.`,
      metaMessages: [
        'Nothing was signed. If the RPC node tells the truth about fees, raise `chain.maxTransactionCost`: a proposal then makes the transaction anew once the worker was started again.',
      ],
    })
  }
}

/** A step of one relayer's transactions came to a worker that holds another relayer's key. Nothing was signed. */
export class OtherRelayerKey extends PlimsollError {
  readonly code = 'OTHER_RELAYER_KEY'
  override readonly retryable = true

  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super({
      shortMessage: `This worker's relayer is ${actual}; the transaction is one of ${expected}.`,
      metaMessages: [
        'Another worker may have its key, so the step is tried again. Give all workers of a chain queue the same relayer key.',
      ],
    })
  }
}

/** The relayer was asked for a call that is no step of its market's route. Nothing was sent. */
export class CallNotRelayed extends PlimsollError {
  readonly code = 'CALL_NOT_RELAYED'

  constructor(
    readonly to: string,
    readonly value: string,
    allowed: readonly string[],
  ) {
    super({
      shortMessage: `The relayer sends no call to ${to} with ${value} wei: only calls without value to ${allowed.join(' and ')}.`,
      metaMessages: ["Nothing was sent. Plimsoll itself never asks for such a call: find out who uses the relayer's workflow."],
    })
  }
}

/** A provider refused a query of logs even for a single block. */
export class LogsUnavailable extends PlimsollError {
  readonly code = 'LOGS_UNAVAILABLE'
  override readonly retryable = true

  constructor(block: bigint, cause: unknown) {
    super({
      shortMessage: `The RPC node refuses to give the logs of block ${block}${cause instanceof PlimsollError ? `: ${cause.shortMessage}` : '.'}`,
      metaMessages: [
        'Use a node that serves eth_getLogs for the whole range since the configured fromBlock (an archive is not needed).',
      ],
      cause,
    })
  }
}

/** The node gives logs of so few blocks a request that a search would not end in a useful time. */
export class LogPlanTooSmall extends PlimsollError {
  readonly code = 'LOG_PLAN_TOO_SMALL'
  override readonly retryable = true
  readonly requests: bigint
  readonly blocksARequest: bigint

  constructor({
    requests,
    most,
    leftBlocks,
    blocksARequest,
    neededBlocks,
  }: {
    readonly requests: bigint
    readonly most: bigint
    readonly leftBlocks: bigint
    readonly blocksARequest: bigint
    /** Blocks a request with which the search would be within the limit. */
    readonly neededBlocks: bigint
  }) {
    super({
      shortMessage: `The RPC node's plan is too small: it gives logs of ${blocksARequest} blocks a request, so the ${leftBlocks} blocks that are left need ${requests} requests. The limit is ${most}.`,
      metaMessages: [
        `Use a plan or a node that gives logs of ${neededBlocks} blocks a request or more; put its URL into the environment variable that chain.rpcUrlEnv names.`,
        'Check that target.fromBlock is not long before the market was deployed.',
      ],
    })
    this.requests = requests
    this.blocksARequest = blocksARequest
  }
}
