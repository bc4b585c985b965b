/** What the guardrails must know of an asset besides its state on chain. */
export interface GuardedAsset {
  readonly asset: string
  /** Whether the configuration lets the asset move at all. */
  readonly isAdjustable: boolean
  /** Whether one source alone carries its prices: it may be tightened, never loosened. */
  readonly isSingleSource: boolean
  /** Loosening needs the fast forecast not above the slow one, a last bar without finding and a range for every recent bar; `because` completes "held, since …". */
  readonly looseningGate: { readonly isOpen: boolean; readonly because: string }
}
