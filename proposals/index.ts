// The package's entry `plimsoll/proposals`: a recommendation becomes calls, ids, hashes and a report; no network or disk.
export type { ProposalInputs } from './buildProposal.js'
export { type Call, callSchema, type DecodedCall, decodedCallSchema } from './call.js'
export { type Check, type CheckContext, type CheckResult, checkResultSchema } from './checks/check.js'
export { type DecisionMessage, decisionSchema } from './decision.js'
export { type Drafting, draftingSchema } from './drafting.js'
export { type EvidenceManifest, evidenceManifestSchema } from './evidenceManifest.js'
export { type MarketConfig, marketConfigSchema } from './marketConfig.js'
export { type ParameterChange, parameterChangeSchema, type ParameterSpec } from '../core/parameters.js'
export { type Proposal, proposalSchema } from './proposal.js'
export type { ProposalContent } from './proposalId.js'
export { type ProposalView, proposalViewSchema } from './proposalView.js'
export type { ReadBlock, ReadPlan, ReadRequest, ReadResult, ReadValue } from './read/readPlan.js'
export type { ReportInput } from './report/reportInput.js'
export type { ReportModel } from './report/reportModel.js'
export {
  type TransactionBuilderBatch,
  transactionBuilderBatchSchema,
} from './routes/safeTimelock/present/transactionBuilderBatch.js'
export type { Route } from './routes/route.js'
export type { RouteBinding } from './routes/routeBinding.js'
export type { BoundRoute } from './routes/registry.js'
export { type SafeTimelockBinding, safeTimelockBindingSchema } from './routes/safeTimelock/safeTimelockBinding.js'
export { type RouteStatus, routeStatusSchema } from './routes/routeStatus.js'
export { type SigningRound, signingRoundSchema } from './routes/signingRound.js'
export { type SafeHashInput, safeHashInputSchema } from './safe/safeHashInput.js'
export { type SafeHashes, type SafeTransaction, safeHashesSchema, safeTransactionSchema } from './safe/safeTransaction.js'
export type { SafeTypedData } from './safe/safeTypedData.js'
export { PROPOSAL_STATES, type ProposalState } from './states.js'
export type { Target } from './targets/target.js'
export type { TargetContracts } from './targets/targetContracts.js'
export type { BoundTarget } from './targets/registry.js'
export { type OperationContent, type TimelockOperation, timelockOperationSchema } from './timelock/timelockOperation.js'
export { type Difference, VERDICTS, type Verdict, type Verification, type VerifiedPart } from './verify/verification.js'
export {
  buildProposal,
  calldataDigest,
  cancel,
  compareProposals,
  decisionTypedData,
  decodeCancel,
  decodeExecuteBatch,
  decodeScheduleBatch,
  deepLink,
  draftingOf,
  executeBatch,
  hashSafeInput,
  isFinal,
  operationId,
  proposalId,
  recommendationFrom,
  recoverDecider,
  renderMarkdown,
  renderReport,
  reportFrom,
  reportModel,
  routeFor,
  runChecks,
  safeHashes,
  safeTypedData,
  scheduleBatch,
  snapshotFrom,
  targetFor,
  transactionBuilderChecksum,
  transactionBuilderFile,
  verifyChecksum,
} from './checkedProposals.js'
