import { checked } from '../core/checked.js'
import { dependenciesShape } from './checkedActivities.js'
import { relayActivities } from './relayActivities.js'
import { transactionActivities } from './transactionActivities.js'
import type { ActivityDependencies } from './dependencies.js'
import { proposalActivities } from './proposalActivities.js'
import { recalibrationActivities } from './recalibrationActivities.js'
import { wrapActivities } from './runtime/wrapActivities.js'
import { signatureActivities } from './signatureActivities.js'
import { simulationActivities } from './simulationActivities.js'
import { serviceActivities } from './serviceActivities.js'

/**
 * Make every activity from its dependencies. Errors leave as Temporal failures with their stable code and without secrets.
 */
function createActivities(dependencies: ActivityDependencies) {
  return wrapActivities(
    {
      ...recalibrationActivities(dependencies),
      ...proposalActivities(dependencies),
      ...signatureActivities(dependencies),
      ...serviceActivities(dependencies),
      ...transactionActivities(dependencies),
      ...relayActivities(dependencies),
      ...simulationActivities(dependencies),
    },
    dependencies,
  )
}

/** The activities as workflows call them. */
export type Activities = ReturnType<typeof createActivities>

const checkedCreateActivities = checked(createActivities, { dependencies: dependenciesShape })
export { checkedCreateActivities as createActivities }
export {
  chainClient,
  createImpliedSource,
  createSource,
  folderEvidenceStore,
  keyRelayer,
  runReadPlan,
} from './checkedActivities.js'
export type { ChainClient } from './chain/chainClient.js'
export type { Relayer } from './chain/relayer.js'
export type { ActivityDependencies, LiveProposal, MarketRuntime } from './dependencies.js'
export type { EvidenceStore } from './evidence/evidenceStore.js'
export type { ImpliedSource } from './sources/implied/impliedSource.js'
export type { BarRequest, MarketDataSource } from './sources/marketDataSource.js'
