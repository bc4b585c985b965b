import type { Address, Hex } from 'viem'

/** One thing to read from the chain. `logs` runs from `fromBlock` up to the plan's block. */
export type ReadRequest =
  | {
      readonly kind: 'call'
      readonly to: Address
      readonly data: Hex
      /** Who asks, where the answer depends on it; nobody in particular where it is left out. */
      readonly from?: Address
    }
  | {
      readonly kind: 'logs'
      readonly address: Address
      /** As eth_getLogs has them: a list in one place means any of them, null anything. */
      readonly topics: readonly (Hex | readonly Hex[] | null)[]
      readonly fromBlock: bigint
      /** Ask for each log's block timestamp: a further request a block. */
      readonly needsTimestamps?: boolean
    }
  | {
      /** Every account that certain logs name, from `fromBlock` up to the plan's block: a set, so the runner may remember it between runs. */
      readonly kind: 'accounts'
      readonly fromBlock: bigint
      readonly filters: readonly AccountFilter[]
    }
  | { readonly kind: 'code'; readonly address: Address }
  | { readonly kind: 'storage'; readonly address: Address; readonly slot: Hex }

/** Logs of any of some contracts, each naming one account in an indexed argument. */
export interface AccountFilter {
  readonly addresses: readonly Address[]
  /** As eth_getLogs has them. */
  readonly topics: readonly (Hex | readonly Hex[] | null)[]
  /** Place of the account among the log's topics; 0 is the event itself. */
  readonly accountTopic: 1 | 2 | 3
}

/** A log as it was found, in the chain's order. */
export interface ReadLog {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly blockNumber: bigint
  /** Null unless the request asked for it. */
  readonly blockTimestampSeconds: number | null
  readonly transactionHash: Hex
  readonly logIndex: number
}

/** The answer to the request in the same place. A call that reverts is `isSuccess: false`, not an error of the plan. */
export type ReadResult =
  | { readonly kind: 'call'; readonly isSuccess: boolean; readonly data: Hex }
  | { readonly kind: 'logs'; readonly logs: readonly ReadLog[] }
  /** Checksummed, each once, in ascending order. */
  | { readonly kind: 'accounts'; readonly accounts: readonly Address[] }
  | { readonly kind: 'code'; readonly code: Hex }
  | { readonly kind: 'storage'; readonly value: Hex }

/** The block that every request of a plan is answered at. */
export interface ReadBlock {
  readonly number: bigint
  readonly hash: Hex
  readonly timestampSeconds: number
}

/**
 * A read of the chain as a value: requests, and a pure function that decodes their results or asks for more.
 *
 * Targets and routes return plans and never touch the chain; `activities/chain/` runs every step of a plan at one block.
 */
export interface ReadPlan<T> {
  readonly requests: readonly ReadRequest[]
  readonly next: (results: readonly ReadResult[], block: ReadBlock) => ReadPlan<T> | ReadValue<T>
}

/** The end of a plan. */
export interface ReadValue<T> {
  readonly value: T
}
