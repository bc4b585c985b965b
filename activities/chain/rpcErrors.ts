import { PlimsollError } from '../../core/errors/plimsollError.js'

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
      shortMessage: `Cannot connect to the RPC node: ${details}.`,
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

/** The answer did not come from an RPC node, or cannot be read. */
export class RpcAnswerUnreadable extends PlimsollError {
  readonly code = 'RPC_ANSWER_UNREADABLE'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(found: string) {
    super({
      shortMessage: `The RPC node answered with ${found} instead of JSON-RPC.`,
      metaMessages: [`Check that ${VARIABLE} holds the URL of a JSON-RPC node, not of a page, and that no proxy is between.`],
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

/** A reorganisation removed the block that everything was read at. */
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
