import { formatDuration } from '../../../../core/format.js'
import type { StateRow } from '../../routePresentation.js'
import type { SafeTimelockState } from '../safeTimelockState.js'

/** Lay out who signs, what delays, and who holds which role. */
export function stateRows({ safe, timelock }: SafeTimelockState): StateRow[] {
  const several = (label: string, accounts: readonly string[], none: string): StateRow => ({
    label,
    values: accounts.length === 0 ? [none] : accounts,
  })
  return [
    { label: 'Safe', values: [`${safe.address}, version ${safe.version}, nonce ${safe.nonce}`] },
    several(`  ${safe.threshold} of ${safe.owners.length}`, safe.owners, 'nobody'),
    several('  modules', safe.modules, 'none'),
    { label: '  guard', values: [safe.guard ?? 'none'] },
    { label: 'timelock', values: [`${timelock.address}, delay ${formatDuration(timelock.minDelaySeconds)}`] },
    several('  proposers', timelock.proposers, 'nobody'),
    several('  cancellers', timelock.cancellers, 'nobody'),
    timelock.isExecutionOpen
      ? { label: '  executors', values: ['everybody'], isNotable: true }
      : several('  executors', timelock.executors, 'nobody'),
    several('  admins', timelock.admins, 'nobody'),
  ]
}
