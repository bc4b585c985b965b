// The functions of the entry `plimsoll/client` as others call them: each looks at its arguments first.
import { z } from 'zod'
import { anyFunction, checked, checkedAsync } from '../core/checked.js'
import { checkResultSchema } from '../proposals/checks/check.js'
import { loadConfig as loadConfigUnchecked } from '../config/loadConfig.js'
import { connectTemporal as connectTemporalUnchecked } from './connectTemporal.js'
import { marketChain as marketChainUnchecked } from './marketChain.js'
import {
  listProposals as listProposalsUnchecked,
  readProposal as readProposalUnchecked,
  readProposalView as readProposalViewUnchecked,
  rejectProposal as rejectProposalUnchecked,
  signProposal as signProposalUnchecked,
  untilProposalEnds as untilProposalEndsUnchecked,
} from './proposals.js'
import { proposalSchema } from '../proposals/proposal.js'
import { proposalViewSchema } from '../proposals/proposalView.js'
import { proposalReport as proposalReportUnchecked } from './proposalReport.js'
import { verifyProposal as verifyProposalUnchecked } from './verify/verifyProposal.js'

const shape = z.looseObject
const text = z.string()
const client = shape({ workflow: shape({ getHandle: anyFunction, list: anyFunction }) })
const store = shape({ put: anyFunction, get: anyFunction, putText: anyFunction, getText: anyFunction })
const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/, 'must be a 32-byte hash in hex')
const hex = z.string().regex(/^0x([0-9a-fA-F]{2})*$/, 'must be bytes in hex')

export const connectTemporal = checkedAsync(connectTemporalUnchecked, { settings: shape({ address: text, namespace: text }) })
export const loadConfig = checkedAsync(loadConfigUnchecked, { path: text.min(1) })
export const marketChain = checked(marketChainUnchecked, {
  market: shape({ chain: shape({ id: z.int().positive(), rpcUrlEnv: text, witnessRpcUrlEnv: text.optional() }) }),
  environment: anyFunction,
})
export const listProposals = checkedAsync(listProposalsUnchecked, {
  client,
  filter: shape({ market: text.optional(), isRunning: z.boolean().optional() }),
})
export const readProposal = checkedAsync(readProposalUnchecked, { client, id: text })
export const readProposalView = checkedAsync(readProposalViewUnchecked, { client, id: text })
export const untilProposalEnds = checkedAsync(untilProposalEndsUnchecked, { client, id: text })
export const signProposal = checkedAsync(signProposalUnchecked, {
  client,
  id: text,
  request: shape({ purpose: text, safeTxHash: hash, signature: hex }),
})
export const rejectProposal = checkedAsync(rejectProposalUnchecked, {
  client,
  id: text,
  request: shape({ decision: shape({ proposalId: hash, verdict: text, reason: text, deadline: text }), signature: hex }),
})
export const proposalReport = checkedAsync(proposalReportUnchecked, {
  input: shape({ evidence: store, proposal: proposalSchema, view: proposalViewSchema }),
})
export const verifyProposal = checkedAsync(verifyProposalUnchecked, {
  input: shape({
    evidence: store,
    proposal: z.unknown(),
    expectedId: text.optional(),
    report: shape({ claim: z.unknown(), checks: z.array(checkResultSchema), simulation: z.unknown() }).optional(),
    ownConfig: anyFunction.optional(),
  }),
})
