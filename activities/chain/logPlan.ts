import { LogPlanTooSmall } from './errors.js'

/** Blocks of the first query: within what most providers give, and few queries to grow from where they give more. */
const FIRST_BLOCKS = 10_000n
/** Successes after which a limit that the node once had is tried again: logs are denser in some years than in others. */
const FORGET_AFTER = 16

/**
 * How many blocks to ask logs of at once: half after a refusal, growing again after successes towards what was last refused.
 */
export class ChunkSize {
  #blocks: bigint
  #refused: bigint | null = null
  #successes = 0

  constructor(firstBlocks: bigint = FIRST_BLOCKS) {
    this.#blocks = firstBlocks
  }

  /** Size of the next query, 1 or more. */
  get blocks(): bigint {
    return this.#blocks
  }

  /** Note that a query was answered. */
  succeeded(): void {
    if (this.#refused === null) {
      this.#blocks *= 2n
      return
    }
    const room = this.#refused - this.#blocks
    if (room > this.#blocks / 8n + 1n) {
      this.#blocks += room / 2n
      return
    }
    this.#successes += 1
    if (this.#successes < FORGET_AFTER) return
    this.#successes = 0
    this.#refused *= 2n
  }

  /**
   * Note that a query was refused.
   *
   * @param blocks - its size, 2 or more; it may be less than `blocks` at the end of a range
   */
  refused(blocks: bigint): void {
    this.#refused = blocks
    this.#blocks = blocks / 2n > 1n ? blocks / 2n : 1n
    this.#successes = 0
  }
}

/** Requests that one search may need: some hours at ten a second, which is what a first search on a chain with four blocks a second takes. */
const MOST_REQUESTS = 100_000n
/** A node that gives logs of fewer blocks than this a request is on a plan that is made for looking at the head. */
const SMALL_BLOCKS = 100n
/** With such a plan a search may need this many requests: some minutes. */
const MOST_SMALL_REQUESTS = 500n
/** A few refusals and answers show where the node's limit is. */
const ENOUGH_REFUSALS = 3
const ENOUGH_ANSWERS = 16

/** Watches how many blocks a request a node gives logs of, and ends a search that would take longer than anybody waits. */
export class LogPlan {
  readonly #filters: bigint
  #refusals = 0
  #answers = 0
  #largest = 0n

  /** @param filters - requests that each stretch of blocks takes */
  constructor(filters: number) {
    this.#filters = BigInt(filters)
  }

  /** Note that a stretch was refused for its size. */
  refused(): void {
    this.#refusals += 1
  }

  /**
   * Note that a stretch was answered.
   *
   * @param blocks - its size
   * @param leftBlocks - blocks that are still to be searched
   * @throws {LogPlanTooSmall} when these need too many requests
   */
  answered(blocks: bigint, leftBlocks: bigint): void {
    this.#answers += 1
    if (blocks > this.#largest) this.#largest = blocks
    if (this.#refusals < ENOUGH_REFUSALS || this.#answers < ENOUGH_ANSWERS) return
    const requests = ((leftBlocks + this.#largest - 1n) / this.#largest) * this.#filters
    const most = this.#largest < SMALL_BLOCKS ? MOST_SMALL_REQUESTS : MOST_REQUESTS
    if (requests <= most) return
    const needed = (leftBlocks * this.#filters + MOST_REQUESTS - 1n) / MOST_REQUESTS
    const neededBlocks = needed > SMALL_BLOCKS ? needed : SMALL_BLOCKS
    throw new LogPlanTooSmall({ requests, most, leftBlocks, blocksARequest: this.#largest, neededBlocks })
  }
}
