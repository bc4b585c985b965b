/**
 * The entry `plimsoll/client`: what a program needs to follow, sign, reject and verify proposals.
 *
 * `connectTemporal(config.temporal)` gives the client that `listProposals`, `readProposalView`, `signProposal` and `rejectProposal` take.
 *
 * @example
 * import { loadConfig } from 'plimsoll/client'
 *
 * const { config } = await loadConfig('examples/local.yaml')
 * config.temporal.namespace // 'default'
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
