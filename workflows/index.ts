export { proposalWorkflow } from './proposal/proposalWorkflow.js'
export { recalibrationWorkflow } from './recalibration/recalibrationWorkflow.js'
export { relayerWorkflow } from './relayer/relayerWorkflow.js'
