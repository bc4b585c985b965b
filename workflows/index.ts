import { checkedWorkflow } from './checkedWorkflow.js'
import { proposalWorkflow as proposalUnchecked } from './proposal/proposalWorkflow.js'
import { recalibrationWorkflow as recalibrationUnchecked } from './recalibration/recalibrationWorkflow.js'
import { scheduledRecalibrationWorkflow as scheduledRecalibrationUnchecked } from './recalibration/scheduledRecalibrationWorkflow.js'
import { relayerWorkflow as relayerUnchecked } from './relayer/relayerWorkflow.js'
import { reservationWorkflow as reservationUnchecked } from './reservation/reservationWorkflow.js'

const recalibrationInput = { market: 'string', timeouts: 'object' } as const
const proposalInput = { proposal: 'object', timeouts: 'object' } as const

export const proposalWorkflow = checkedWorkflow(proposalUnchecked, proposalInput)
export const recalibrationWorkflow = checkedWorkflow(recalibrationUnchecked, recalibrationInput)
export const scheduledRecalibrationWorkflow = checkedWorkflow(scheduledRecalibrationUnchecked, recalibrationInput)
export const relayerWorkflow = checkedWorkflow(relayerUnchecked, { address: 'string', timeouts: 'object' })
export const reservationWorkflow = checkedWorkflow(reservationUnchecked, proposalInput)
export { proposalQuery, rejectUpdate, signUpdate, viewQuery } from './proposal/messages.js'
export type { RejectRequest, SignReceipt, SignRequest } from './proposal/messages.js'
export type { ProposalInput } from './proposal/life.js'
export type { RecalibrationInput, RecalibrationResult } from './recalibration/recalibrationWorkflow.js'
export type { NothingRun, ScheduledRecalibrationResult } from './recalibration/scheduledRecalibrationWorkflow.js'
