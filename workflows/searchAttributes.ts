import { defineSearchAttributeKey } from '@temporalio/common'

/** The market that a workflow works on. */
export const marketAttribute = defineSearchAttributeKey('PlimsollMarket', 'KEYWORD')

/** A proposal's state, or a recalibration's outcome. */
export const stateAttribute = defineSearchAttributeKey('PlimsollState', 'KEYWORD')

/** Worst severity among a proposal's checks: info, warning or error. */
export const severityAttribute = defineSearchAttributeKey('PlimsollSeverity', 'KEYWORD')
