import { type AbiEvent, type Address, decodeEventLog, getAddress, type Hex } from 'viem'
import type { SimulatedEvent } from './simulationResult.js'

/**
 * Decode an event by whichever of the known ones it is; one that nobody knows keeps its bytes only.
 *
 * @param events - what route and target can emit; several versions of one event may stand in it.
 */
export function decodeEvent(
  events: readonly AbiEvent[],
  { step, address, topics, data }: { step: string; address: Address; topics: readonly Hex[]; data: Hex },
): SimulatedEvent {
  const raw = { step, address: getAddress(address), topics: [...topics], data }
  for (const event of events) {
    const values = decodeOrNull(event, topics, data)
    if (values === null) continue
    const named = event.inputs.map(({ name = '' }) => ({ name, value: text(values[name]) }))
    return { ...raw, event: event.name, arguments: named }
  }
  return { ...raw, event: null, arguments: [] }
}

function decodeOrNull(event: AbiEvent, topics: readonly Hex[], data: Hex): Readonly<Record<string, unknown>> | null {
  try {
    const { args }: { readonly args?: unknown } = decodeEventLog({
      abi: [event],
      topics: topics as [Hex, ...Hex[]],
      data,
      strict: true,
    })
    return typeof args === 'object' ? { ...args } : {}
  } catch {
    // Another event, or another version of this one: the next candidate may fit.
    return null
  }
}

function text(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(text).join(', ')}]` : String(value)
}
