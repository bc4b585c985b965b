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
        `Use a plan or a node that gives logs of ${neededBlocks} blocks a request or more.`,
        'Put its URL into the environment variable that chain.rpcUrlEnv names.',
        'Check that target.fromBlock is not long before the market was deployed.',
      ],
    })
    this.requests = requests
    this.blocksARequest = blocksARequest
  }
}
