import type { z } from 'zod'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { registry } from '../../core/registry.js'
import { collateralPolicy } from './collateral/collateralPolicy.js'
import type { Policy, PolicyConfig, PolicyRecommendation } from './policy.js'

/** A recommendation or a configuration names a policy that this build does not have. */
export class UnknownPolicy extends PlimsollError {
  readonly code = 'UNKNOWN_POLICY'
  readonly kind = 'failed'

  constructor(kind: string, known: readonly string[]) {
    super({
      shortMessage: `There is no policy "${kind}".`,
      metaMessages: [`This build has: ${known.join(', ')}. Read the recommendation with the build that made it.`],
    })
  }
}

/** A backtest was asked of a policy that cannot be replayed over history. */
export class PolicyNotBacktested extends PlimsollError {
  readonly code = 'POLICY_NOT_BACKTESTED'
  readonly kind = 'usage'

  constructor(kind: string) {
    super({
      shortMessage: `The policy "${kind}" cannot be replayed over history.`,
      metaMessages: ['Name a market of another policy.'],
    })
  }
}

/** Every policy. A new one is a folder and a line here. */
export const POLICIES = registry<Policy>([collateralPolicy])

/** A policy's own part of a market's configuration. */
export const policyConfigSchema: z.ZodType<PolicyConfig> = POLICIES.schema('kind', ({ configSchema }) => configSchema)

/** Any policy's recommendation. */
export const policyRecommendationSchema: z.ZodType<PolicyRecommendation> = POLICIES.schema(
  'policy',
  ({ recommendationSchema }) => recommendationSchema,
)

/**
 * Find the policy that made a recommendation, or that a configuration names.
 *
 * @throws {UnknownPolicy} when there is none of that kind.
 */
export function policyOf(kind: string): Policy {
  const found = POLICIES.find(kind)
  if (found !== undefined) return found
  throw new UnknownPolicy(
    kind,
    POLICIES.all().map((policy) => policy.kind),
  )
}

/**
 * Make sure that a policy can be replayed over history.
 *
 * @throws {PolicyNotBacktested} when it cannot.
 */
export function assertBacktested(kind: string): void {
  if (!policyOf(kind).hasBacktest) throw new PolicyNotBacktested(kind)
}
