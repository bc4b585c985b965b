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
