import { type Hex, keccak256, stringToBytes } from 'viem'
import { canonicalJson } from '../core/canonicalJson.js'
import type { MarketId } from '../core/units/marketId.js'
import type { PolicyRecommendation } from '../models/policy/policy.js'

/** What a proposal is: no run id, no attempt, nothing that a retry would change. */
export interface ProposalContent {
  readonly chainId: number
  readonly market: MarketId
  /** Addresses of the route by role name. */
  readonly routeAddresses: Readonly<Record<string, string>>
  /** The schedule's instant, ISO 8601 in UTC; the same instant in another notation gives the same id. */
  readonly scheduledAt: string
  /** SHA-256 of the evidence manifest. */
  readonly evidenceSha256: Hex
  readonly recommendation: PolicyRecommendation
}

/**
 * Compute a proposal's identity: keccak256 of the canonical JSON of its content. It is the timelock's salt too.
 *
 * @throws {RangeError} when `scheduledAt` is no instant.
 */
export function proposalId({
  chainId,
  market,
  routeAddresses,
  scheduledAt,
  evidenceSha256,
  recommendation,
}: ProposalContent): Hex {
  const content = {
    chainId,
    market,
    routeAddresses,
    scheduledAt: new Date(scheduledAt).toISOString(),
    evidenceSha256,
    recommendation,
  }
  return keccak256(stringToBytes(canonicalJson(content)))
}
