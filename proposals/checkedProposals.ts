// The functions of the entry `plimsoll/proposals` as others call them: each looks at its arguments first.
import { z } from 'zod'
import { anyFunction, checked, checkedAsync } from '../core/checked.js'
import { claimCheckSchema } from '../core/claimCheck.js'
import { addressSchema, hash32Schema, hexSchema } from '../core/schemas/wire.js'
import { backtestResultSchema } from '../models/backtest/backtestResult.js'
import { barSeriesSchema } from '../models/data/barSeries.js'
import { findingSchema } from '../models/data/finding.js'
import { impliedSeriesSchema } from '../models/data/impliedSeries.js'
import { marketSnapshotSchema } from '../models/data/marketSnapshot.js'
import { guardrailConfigSchema } from '../models/policy/collateral/guardrailConfig.js'
import { policyRecommendationSchema } from '../models/policy/registry.js'
import { buildProposal as buildProposalUnchecked } from './buildProposal.js'
import { checkResultSchema } from './checks/check.js'
import { runChecks as runChecksUnchecked } from './checks/runChecks.js'
import {
  decisionSchema,
  decisionTypedData as decisionTypedDataUnchecked,
  recoverDecider as recoverDeciderUnchecked,
} from './decision.js'
import { draftingOf as draftingOfUnchecked } from './drafting.js'
import { evidenceManifestSchema } from './evidenceManifest.js'
import {
  recommendationFrom as recommendationFromUnchecked,
  snapshotFrom as snapshotFromUnchecked,
} from './fromEvidence/fromEvidence.js'
import { reportFrom as reportFromUnchecked } from './fromEvidence/reportFrom.js'
import { marketConfigSchema } from './marketConfig.js'
import { proposalSchema } from './proposal.js'
import { proposalId as proposalIdUnchecked } from './proposalId.js'
import { proposalViewSchema } from './proposalView.js'
import { renderMarkdown as renderMarkdownUnchecked, renderReport as renderReportUnchecked } from './report/renderReport.js'
import { reportModel as reportModelUnchecked } from './report/reportModel.js'
import {
  transactionBuilderChecksum as transactionBuilderChecksumUnchecked,
  verifyChecksum as verifyChecksumUnchecked,
} from './routes/safeTimelock/present/transactionBuilderBatch.js'
import { transactionBuilderFile as transactionBuilderFileUnchecked } from './routes/safeTimelock/present/transactionBuilderFile.js'
import { routeFor as routeForUnchecked, routeStateSchema } from './routes/registry.js'
import { safeTimelockBindingSchema } from './routes/safeTimelock/safeTimelockBinding.js'
import { deepLink as deepLinkUnchecked } from './safe/deepLink.js'
import { hashSafeInput as hashSafeInputUnchecked, safeHashInputSchema } from './safe/safeHashInput.js'
import { safeHashes as safeHashesUnchecked } from './safe/safeHashes.js'
import { safeTransactionSchema } from './safe/safeTransaction.js'
import { calldataDigest as calldataDigestUnchecked, safeTypedData as safeTypedDataUnchecked } from './safe/safeTypedData.js'
import { simulationResultSchema } from './simulation/simulationResult.js'
import { isFinal as isFinalUnchecked, PROPOSAL_STATES, type ProposalState } from './states.js'
import { authoritySchema } from './targets/authority.js'
import { chainStateSchema, targetFor as targetForUnchecked } from './targets/registry.js'
import {
  cancel as cancelUnchecked,
  decodeCancel as decodeCancelUnchecked,
  decodeExecuteBatch as decodeExecuteBatchUnchecked,
  decodeScheduleBatch as decodeScheduleBatchUnchecked,
  executeBatch as executeBatchUnchecked,
  scheduleBatch as scheduleBatchUnchecked,
} from './timelock/timelockCalls.js'
import { operationId as operationIdUnchecked, timelockOperationSchema } from './timelock/timelockOperation.js'
import { compareProposals as compareProposalsUnchecked } from './verify/compareProposals.js'

const shape = z.looseObject
const text = z.string()
const chainId = z.int().positive()
const readBlock = shape({ number: z.bigint(), hash: hash32Schema, timestampSeconds: z.number() })
const contracts = z.record(text, addressSchema)
const builderFile = shape({ meta: z.record(text, z.unknown()) })
const safeInput = shape({ chainId, safe: addressSchema, version: text, transaction: safeTransactionSchema })
const reportParts = {
  proposal: proposalSchema,
  recommendation: policyRecommendationSchema,
  manifest: evidenceManifestSchema,
  checks: z.array(checkResultSchema),
  simulation: shape({ claim: claimCheckSchema, result: simulationResultSchema }).nullish(),
  backtest: backtestResultSchema.nullish(),
}
const checkContext = shape({
  proposal: proposalSchema,
  recommendation: policyRecommendationSchema,
  snapshot: marketSnapshotSchema,
  reviewedMarket: chainStateSchema.optional(),
  guardrails: guardrailConfigSchema,
  adjustableAssets: z.array(text),
  routeConfig: marketConfigSchema.shape.route,
  simulation: simulationResultSchema.nullable(),
  liveProposals: z.array(text),
  live: shape({
    block: readBlock,
    market: chainStateSchema,
    route: routeStateSchema,
    authorities: z.array(authoritySchema),
    contracts,
    hashes: z.array(shape({ name: text, offline: text, onChain: text })),
  }),
})

export const buildProposal = checked(buildProposalUnchecked, {
  input: shape({
    recommendation: policyRecommendationSchema,
    recommendationClaim: claimCheckSchema,
    evidence: claimCheckSchema,
    config: marketConfigSchema,
    routeState: routeStateSchema,
    contracts,
    state: chainStateSchema,
    scheduledAt: text,
    genesisHash: text,
    draftedAt: readBlock,
  }),
})
export const runChecks = checked(runChecksUnchecked, {
  context: checkContext,
  checks: z.array(shape({ name: text, question: text, run: anyFunction })).optional(),
})
export const decisionTypedData = checked(decisionTypedDataUnchecked, { input: shape({ chainId, decision: decisionSchema }) })
export const recoverDecider = checkedAsync(recoverDeciderUnchecked, {
  input: shape({ chainId, decision: decisionSchema, signature: hexSchema }),
})
export const draftingOf = checked(draftingOfUnchecked, {
  input: shape({ scheduledAt: text, genesisHash: text, draftedAt: readBlock, contracts, routeState: routeStateSchema }),
})
export const recommendationFrom = checked(recommendationFromUnchecked, {
  input: shape({
    config: marketConfigSchema,
    snapshot: marketSnapshotSchema,
    state: chainStateSchema,
    forecasts: z.map(text, shape({ isModelled: z.boolean() })).optional(),
  }),
})
export const reportFrom = checked(reportFromUnchecked, { input: shape({ ...reportParts, snapshot: marketSnapshotSchema }) })
export const snapshotFrom = checked(snapshotFromUnchecked, {
  input: shape({
    config: marketConfigSchema,
    asOf: text,
    series: z.array(shape({ asset: text, bars: barSeriesSchema })),
    implied: z.array(shape({ asset: text, source: text, values: impliedSeriesSchema })).optional(),
    failures: evidenceManifestSchema.shape.failures,
  }),
})
export const proposalId = checked(proposalIdUnchecked, {
  content: shape({
    chainId,
    market: text,
    routeAddresses: z.record(text, text),
    scheduledAt: text,
    evidenceSha256: hash32Schema,
    recommendation: policyRecommendationSchema,
  }),
})
const reportInput = shape({ ...reportParts, findings: z.array(findingSchema), view: proposalViewSchema.optional() })
export const renderReport = checked(renderReportUnchecked, { input: reportInput })
export const reportModel = checked(reportModelUnchecked, { input: reportInput })
export const renderMarkdown = checked(renderMarkdownUnchecked, {
  report: shape({
    version: z.literal(1),
    proposal: proposalSchema,
    parameters: z.array(z.unknown()),
    recommendation: policyRecommendationSchema,
    view: proposalViewSchema.nullable(),
    checks: shape({ results: z.array(checkResultSchema) }),
    simulation: shape({ result: shape({}), moved: z.array(z.unknown()), events: z.array(z.unknown()) }).nullable(),
    backtest: shape({ otherConstants: z.array(z.string()) }).nullable(),
    findings: z.array(shape({ findings: z.array(findingSchema) })),
    evidence: z.array(shape({ sha256: hash32Schema })),
  }),
})
export const transactionBuilderChecksum = checked(transactionBuilderChecksumUnchecked, { file: builderFile })
export const verifyChecksum = checked(verifyChecksumUnchecked, { file: builderFile })
export const transactionBuilderFile = checked(transactionBuilderFileUnchecked, {
  input: shape({ proposal: proposalSchema.extend({ route: safeTimelockBindingSchema }) }),
})
export const routeFor = checked(routeForUnchecked, { config: marketConfigSchema.shape.route })
export const calldataDigest = checked(calldataDigestUnchecked, { data: hexSchema })
export const deepLink = checked(deepLinkUnchecked, { input: shape({ chainId, safe: addressSchema, safeTxHash: hash32Schema }) })
export const hashSafeInput = checked(hashSafeInputUnchecked, { input: safeHashInputSchema })
export const safeHashes = checked(safeHashesUnchecked, { input: safeInput })
export const safeTypedData = checked(safeTypedDataUnchecked, { input: safeInput })
export const isFinal = checked(isFinalUnchecked, {
  state: z.enum(Object.keys(PROPOSAL_STATES) as [ProposalState, ...ProposalState[]]),
})
export const targetFor = checked(targetForUnchecked, { config: marketConfigSchema.shape.target })
export const cancel = checked(cancelUnchecked, { input: timelockOperationSchema.pick({ timelock: true, id: true }).loose() })
export const decodeCancel = checked(decodeCancelUnchecked, { call: shape({ data: hexSchema }) })
export const decodeExecuteBatch = checked(decodeExecuteBatchUnchecked, { call: shape({ to: addressSchema, data: hexSchema }) })
export const executeBatch = checked(executeBatchUnchecked, {
  operation: timelockOperationSchema.omit({ delaySeconds: true }).loose(),
})
export const operationId = checked(operationIdUnchecked, {
  content: timelockOperationSchema.pick({ targets: true, values: true, payloads: true, predecessor: true, salt: true }).loose(),
})
export const decodeScheduleBatch = checked(decodeScheduleBatchUnchecked, { call: shape({ to: addressSchema, data: hexSchema }) })
export const scheduleBatch = checked(scheduleBatchUnchecked, { operation: timelockOperationSchema.loose() })
export const compareProposals = checked(compareProposalsUnchecked, { stored: z.unknown(), computed: proposalSchema })
