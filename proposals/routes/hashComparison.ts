import type { Hex } from 'viem'

/** One id or hash, computed offline and by the chain. */
export interface HashComparison {
  readonly name: string
  readonly offline: Hex
  readonly onChain: Hex
}
