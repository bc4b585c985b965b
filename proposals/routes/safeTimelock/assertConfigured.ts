import { sameHex } from '../../../core/hex.js'
import { NotTheConfiguredRoute } from '../errors.js'
import { assertConfiguredRound } from './assertConfiguredRound.js'
import type { SafeTimelockProposal } from './safeTimelockBinding.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'

/**
 * Hold a proposal's Safe, timelock and rounds to a reader's own configuration.
 *
 * @throws {NotTheConfiguredRoute} when one of them is not the configured one
 */
export function assertConfigured({ proposal, config }: { proposal: SafeTimelockProposal; config: SafeTimelockConfig }): void {
  const { chainId, route } = proposal
  if (!sameHex(route.safe, config.safe)) throw new NotTheConfiguredRoute('Safe', route.safe, config.safe)
  if (!sameHex(route.timelock, config.timelock)) throw new NotTheConfiguredRoute('timelock', route.timelock, config.timelock)
  for (const round of [...route.rounds, route.rejection]) assertConfiguredRound({ round, config, chainId })
}
