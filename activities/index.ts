import { transactionActivities } from './chain/transactionActivities.js'
import type { ActivityDependencies } from './dependencies.js'
import { guardActivities } from './errors/guardActivities.js'
import { proposalActivities } from './proposal/proposalActivities.js'
import { recalibrationActivities } from './recalibration/recalibrationActivities.js'

/**
 * Make every activity from its dependencies. Errors leave as Temporal failures with their stable code and without secrets.
 */
export function createActivities(dependencies: ActivityDependencies) {
  return guardActivities(
    {
      ...recalibrationActivities(dependencies),
      ...proposalActivities(dependencies),
      ...transactionActivities(dependencies),
    },
    dependencies.secrets,
  )
}

/** The activities as workflows call them. */
export type Activities = ReturnType<typeof createActivities>
