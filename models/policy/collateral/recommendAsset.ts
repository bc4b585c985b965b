/** What the configuration says of one reserve to the models. */
export interface RecommendAsset {
  readonly asset: string
  /** Whether its parameters may move at all; a stable asset such as USDC is configured as not adjustable. */
  readonly isAdjustable: boolean
  /** Deviation threshold of its price feed: how far the oracle may lag. */
  readonly feedDeviationBps: number
}
