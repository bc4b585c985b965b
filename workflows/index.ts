import { checkedWorkflow } from './checkedWorkflow.js'
import { proposalWorkflow as proposalUnchecked } from './proposal/proposalWorkflow.js'
import { recalibrationWorkflow as recalibrationUnchecked } from './recalibration/recalibrationWorkflow.js'
import { relayerWorkflow as relayerUnchecked } from './relayer/relayerWorkflow.js'

export const proposalWorkflow = checkedWorkflow(proposalUnchecked, { proposal: 'object', timeouts: 'object' })
export const recalibrationWorkflow = checkedWorkflow(recalibrationUnchecked, { market: 'string', timeouts: 'object' })
export const relayerWorkflow = checkedWorkflow(relayerUnchecked, { address: 'string', timeouts: 'object' })
export { proposalQuery, rejectUpdate, signUpdate, viewQuery } from './proposal/messages.js'
export type { RejectRequest, SignReceipt, SignRequest } from './proposal/messages.js'
export type { ProposalInput } from './proposal/proposalWorkflow.js'
export type { RecalibrationInput, RecalibrationResult } from './recalibration/recalibrationWorkflow.js'
