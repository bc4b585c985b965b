import { timelockAbi } from '../../timelock/timelockAbi.js'

type TimelockEvent<Name extends string> = Extract<(typeof timelockAbi)[number], { type: 'event'; name: Name }>

function event<Name extends TimelockEvent<string>['name']>(name: Name): TimelockEvent<Name> {
  return timelockAbi.find((item) => item.type === 'event' && item.name === name) as TimelockEvent<Name>
}

/** Emitted for each call of a scheduled batch. */
export const callScheduledEvent = event('CallScheduled')
/** Emitted for each call of an executed batch. */
export const callExecutedEvent = event('CallExecuted')
/** Emitted when a scheduled operation is ended. */
export const cancelledEvent = event('Cancelled')
