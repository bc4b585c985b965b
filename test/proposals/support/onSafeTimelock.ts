import type { CheckContext } from '../../../proposals/checks/check.js'
import type { MarketConfig } from '../../../proposals/marketConfig.js'
import type { Proposal } from '../../../proposals/proposal.js'
import {
  type SafeTimelockProposal,
  safeTimelockBindingSchema,
} from '../../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import { type SafeTimelockConfig, safeTimelockConfigSchema } from '../../../proposals/routes/safeTimelock/safeTimelockConfig.js'
import type { SafeTimelockState } from '../../../proposals/routes/safeTimelock/safeTimelockState.js'

/** What checks of a proposal on Safe and timelock look at. */
export interface SafeTimelockContext extends Omit<CheckContext, 'proposal' | 'routeConfig' | 'live'> {
  readonly proposal: SafeTimelockProposal
  readonly routeConfig: SafeTimelockConfig
  readonly live: Omit<CheckContext['live'], 'route'> & { readonly route: SafeTimelockState }
}

/** Know a proposal as one on Safe and timelock. */
export function onSafeTimelock(proposal: Proposal): SafeTimelockProposal {
  return { ...proposal, route: safeTimelockBindingSchema.parse(proposal.route) }
}

/** Know a configuration as one of Safe and timelock. */
export function safeTimelockOf({ route }: Pick<MarketConfig, 'route'>): SafeTimelockConfig {
  return safeTimelockConfigSchema.parse(route)
}
