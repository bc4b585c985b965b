import { formatEther } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redactUrls } from '../../core/redact.js'

/** The RPC node did not answer. */
export class ChainUnreachable extends PlimsollError {
  readonly code = 'CHAIN_UNREACHABLE'
  readonly kind = 'chain'
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
  readonly kind = 'chain'

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
  readonly kind = 'chain'

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
  readonly kind = 'failed'

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
  readonly kind = 'failed'

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
  readonly kind = 'failed'

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
  readonly kind = 'configuration'
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
  readonly kind = 'failed'

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
  readonly kind = 'chain'
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
  readonly kind = 'chain'
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

const VARIABLE = 'the environment variable named in chain.rpcUrlEnv'

/** The RPC node takes no more requests for now. */
export class RpcRateLimited extends PlimsollError {
  readonly code = 'RPC_RATE_LIMITED'
  readonly kind = 'chain'
  override readonly retryable = true
  /** How long the node asks to wait, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null

  constructor(details: string, retryAfterMs: number | null) {
    super({
      shortMessage: `The RPC node refuses more requests for now: ${details}.`,
      metaMessages: [
        retryAfterMs === null
          ? 'It does not say for how long.'
          : `It asks to wait ${Math.ceil(retryAfterMs / 1_000)} s, and so it is done.`,
        'If it happens often, use a plan with a higher limit, or run less often.',
      ],
    })
    this.retryAfterMs = retryAfterMs
  }
}

/** One request to the RPC node had no whole answer in time. */
export class RpcTimedOut extends PlimsollError {
  readonly code = 'RPC_TIMED_OUT'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(details: string) {
    super({
      shortMessage: `The RPC node did not answer a request in time: ${details}.`,
      metaMessages: ['Smaller requests were tried where the request can be made smaller. Check the node, or use a faster one.'],
    })
  }
}

/** The answer to one request is larger than the node gives or Plimsoll takes. */
export class RpcAnswerTooLarge extends PlimsollError {
  readonly code = 'RPC_ANSWER_TOO_LARGE'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(details: string) {
    super({
      shortMessage: `The answer to one request to the RPC node is too large: ${details}.`,
      metaMessages: ['Smaller requests were tried where the request can be made smaller.'],
    })
  }
}

/** No connection to the RPC node, or its gateway says that it is down. */
export class RpcUnavailable extends PlimsollError {
  readonly code = 'RPC_UNAVAILABLE'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(details: string) {
    super({
      shortMessage: `The RPC node is not there: ${details}.`,
      metaMessages: [`Check that it runs and that ${VARIABLE} holds its URL.`],
    })
  }
}

/** The RPC node turns this user away: no key, a wrong one, or no such path. Tried again, since a key can be renewed meanwhile. */
export class RpcRefused extends PlimsollError {
  readonly code = 'RPC_REFUSED'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(readonly status: number) {
    super({
      shortMessage: `The RPC node refuses this user with HTTP status ${status}.`,
      metaMessages: [`Check the key and the path in ${VARIABLE}, and the provider's plan.`],
    })
  }
}

/** What came back is no answer of an RPC node. */
export class RpcAnswerUnreadable extends PlimsollError {
  readonly code = 'RPC_ANSWER_UNREADABLE'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(found: string) {
    super({
      shortMessage: `The RPC node answered with ${found} instead of JSON-RPC.`,
      metaMessages: [`Check that ${VARIABLE} holds the URL of a JSON-RPC node, not of a page, and that no proxy stands between.`],
    })
  }
}

/** The RPC node's answer cannot be true, or is of something else than was asked for. */
export class RpcAnswerImpossible extends PlimsollError {
  readonly code = 'RPC_ANSWER_IMPOSSIBLE'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(readonly found: string) {
    super({
      shortMessage: `The RPC node's answer cannot be true: ${found}.`,
      metaMessages: [
        `It is not used, and asked for again. If it stays, put another node's URL into ${VARIABLE}.`,
        'Behind a load balancer one of several nodes may be at fault.',
      ],
    })
  }
}

/** The RPC node answered a request with an error of its own. */
export class RpcFailed extends PlimsollError {
  readonly code = 'RPC_FAILED'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(
    readonly method: string,
    readonly rpcCode: number | null,
    readonly details: string,
  ) {
    super({
      shortMessage: `The RPC node answered ${method} with an error${rpcCode === null ? '' : ` (${rpcCode})`}: ${details}.`,
      metaMessages: ['If it stays, use a node that serves this method at recent blocks.'],
    })
  }
}

/** The RPC node has not seen the block that everything is read at. */
export class NodeLagging extends PlimsollError {
  readonly code = 'NODE_LAGGING'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(
    readonly node: 'node' | 'witness',
    readonly block: bigint,
    readonly head: bigint | null,
  ) {
    super({
      shortMessage: `The RPC ${node} is behind: block ${block} was asked for and its head is ${head === null ? 'older' : `block ${head}`}.`,
      metaMessages: [
        'It is tried again. Behind a load balancer some nodes lag others by a few blocks; a node that stays behind is not in sync.',
      ],
    })
  }
}

/** The block that everything was read at is no longer part of the chain: a reorganisation. */
export class BlockReplaced extends PlimsollError {
  readonly code = 'BLOCK_REPLACED'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(
    readonly block: bigint,
    readonly expectedHash: string,
    readonly actualHash: string,
  ) {
    super({
      shortMessage: `Block ${block} was ${expectedHash} when reading began and is ${actualHash} now: the chain was reorganised.`,
      metaMessages: ['What was read is dropped and read again at a newer block.'],
    })
  }
}

/** Two RPC nodes give different answers about one block. Tried again: a node that follows a reorganisation late comes round. */
export class NodesDisagree extends PlimsollError {
  readonly code = 'NODES_DISAGREE'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(
    readonly block: bigint,
    readonly field: string,
    readonly primary: string,
    readonly witness: string,
  ) {
    super({
      shortMessage: `The RPC node and the witness disagree on ${field} at block ${block}: ${primary} and ${witness}.`,
      metaMessages: [
        'Nothing goes on until they agree: one of the two is wrong, or follows another branch of the chain.',
        'Compare with a third node; correct chain.rpcUrlEnv or chain.witnessRpcUrlEnv.',
      ],
    })
  }
}
