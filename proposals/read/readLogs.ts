import { type AbiEvent, type Address, decodeEventLog, type Hex, type Log, toEventSelector } from 'viem'
import type { ReadLog, ReadPlan } from './readPlan.js'

/** A log with its decoded arguments by name. */
export type DecodedLog<Event extends AbiEvent> = ReadLog & {
  readonly args: Log<bigint, number, false, Event, true>['args']
}

/**
 * Plan the logs of one event of one contract, in the chain's order.
 *
 * A log whose indexing differs from the event's is left out: another event may share a selector.
 *
 * @param topics - filter of the indexed arguments, as eth_getLogs has it; none means any.
 * @param needsTimestamps - whether the caller reads `blockTimestampSeconds`, which costs a request a block.
 */
export function readLogs<const Event extends AbiEvent>({
  address,
  event,
  fromBlock,
  topics = [],
  needsTimestamps = false,
}: {
  address: Address
  event: Event
  fromBlock: bigint
  topics?: readonly (Hex | readonly Hex[] | null)[]
  needsTimestamps?: boolean
}): ReadPlan<DecodedLog<Event>[]> {
  return {
    requests: [{ kind: 'logs', address, topics: [toEventSelector(event), ...topics], fromBlock, needsTimestamps }],
    next: (results) => {
      const [result] = results
      if (result?.kind !== 'logs') throw new TypeError(`the runner answered a log filter with ${result?.kind ?? 'nothing'}`)
      return { value: result.logs.flatMap((log) => decodeLog(event, log)) }
    },
  }
}

// The type of the arguments follows from the event's own: viem's inference is for concrete events only, not for a parameter.
function decodeLog<const Event extends AbiEvent>(event: Event, log: ReadLog): DecodedLog<Event>[]
function decodeLog(event: AbiEvent, log: ReadLog): (ReadLog & { readonly args: unknown })[] {
  const indexed = event.inputs.filter((input) => 'indexed' in input && input.indexed === true).length
  if (log.topics.length !== indexed + 1) return []
  const { args } = decodeEventLog({ abi: [event], topics: log.topics as [Hex, ...Hex[]], data: log.data })
  return [{ ...log, args }]
}
