import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import type { GuardrailConfig } from '../../models/policy/collateral/guardrailConfig.js'
import type { PolicyRecommendation } from '../../models/policy/policy.js'
import type { Proposal } from '../proposal.js'
import type { ReadBlock } from '../read/readPlan.js'
import type { HashComparison } from '../routes/hashComparison.js'
import type { RouteConfig, RouteState } from '../routes/route.js'
import type { SimulationResult } from '../simulation/simulationResult.js'
import type { Authority } from '../targets/authority.js'
import type { ChainState } from '../targets/chainState.js'
import type { TargetContracts } from '../targets/targetContracts.js'
import type { CheckResult } from './checkResult.js'
import type { Question } from './question.js'

export { type CheckResult, checkResultSchema } from './checkResult.js'

/**
 * Everything that a check may look at: the proposal, what it was made from, and the chain as it is now.
 *
 * @typeParam State - the market as the proposal's target reads it; `bookOf` gives it in words of no protocol
 */
export interface CheckContext<State extends ChainState = ChainState> {
  readonly proposal: Proposal
  readonly recommendation: PolicyRecommendation
  readonly snapshot: MarketSnapshot
  /** The market that the recommendation was made from. */
  readonly reviewedMarket?: State
  readonly guardrails: GuardrailConfig
  readonly adjustableAssets: readonly string[]
  readonly routeConfig: RouteConfig
  /** What the bytes did on a copy of the chain; null when they were not simulated. */
  readonly simulation: SimulationResult | null
  /** Ids of the market's proposals that are not over, this one's own among them or not. */
  readonly liveProposals: readonly string[]
  readonly live: {
    readonly block: ReadBlock
    readonly market: State
    readonly route: RouteState
    readonly authorities: readonly Authority[]
    readonly contracts: TargetContracts
    readonly hashes: readonly HashComparison[]
  }
}

/** One reviewer's question, asked of every proposal. */
export interface Check<State extends ChainState = ChainState> extends Question<CheckContext<State>> {}

/** Name every error among the results in one line; null when there is none. */
export function errorsOf(results: readonly CheckResult[]): string | null {
  const errors = results.filter(({ severity }) => severity === 'error')
  return errors.length === 0 ? null : errors.map(({ check, message }) => `${check}: ${message}`).join('; ')
}
