/**
 * The entry `plimsoll/client`: what a program needs to follow, sign, reject and verify proposals.
 *
 * @example
 * import { connectTemporal, listProposals, loadConfig, readProposalView } from 'plimsoll/client'
 *
 * const { config } = await loadConfig('plimsoll.yaml')
 * const { client, close } = await connectTemporal(config.temporal)
 * for (const id of await listProposals(client, { isRunning: true })) console.log((await readProposalView(client, id)).title)
 * await close()
 */
export {
  connectTemporal,
  listProposals,
  loadConfig,
  marketChain,
  proposalReport,
  readProposal,
  readProposalView,
  rejectProposal,
  signProposal,
  untilProposalEnds,
  verifyProposal,
} from './checkedClient.js'
export type { LoadedConfig } from '../config/loadConfig.js'
export type { ConnectedTemporal } from './connectTemporal.js'
export type { ReportModel } from '../proposals/report/reportModel.js'
export type { VerifyProposalInput } from './verify/verifyProposal.js'
