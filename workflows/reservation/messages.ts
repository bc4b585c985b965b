import { defineSignal } from '@temporalio/workflow'

/** What became of the proposal that a market was reserved for. */
export type ReservedOutcome = 'proposed' | 'alreadyProposed'

/** Tell the run that reserved its market whether the proposal was started, or had been started before. */
export const reservedSignal = defineSignal<[ReservedOutcome]>('reserved')
