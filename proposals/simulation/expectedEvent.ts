import type { Address } from 'viem'
import { sameHex } from '../../core/hex.js'
import type { SimulatedEvent } from './simulationResult.js'

/** One event that a proposal's own bytes must emit. */
export interface ExpectedEvent {
  readonly step: string
  readonly address: Address
  readonly event: string
  readonly arguments: readonly { readonly name: string; readonly value: string }[]
  /** Whether it may be missing: some versions of a contract emit it and others do not. Then only address and name are compared. */
  readonly isOptional?: boolean
}

/** How the events of a simulation depart from the expected ones. */
export interface EventDifference {
  readonly missing: readonly ExpectedEvent[]
  readonly unexpected: readonly SimulatedEvent[]
}

/**
 * Hold the events of a simulation against the expected ones, each for each: nothing may be missing, and nothing may be there besides.
 *
 * Order is not compared: each event carries the index or the asset that it is about.
 */
export function compareEvents(emitted: readonly SimulatedEvent[], expected: readonly ExpectedEvent[]): EventDifference {
  const left = [...emitted]
  const missing: ExpectedEvent[] = []
  for (const wanted of expected) {
    const at = left.findIndex((event) => isSame(event, wanted))
    if (at >= 0) left.splice(at, 1)
    else if (wanted.isOptional !== true) missing.push(wanted)
  }
  return { missing, unexpected: left }
}

function isSame(event: SimulatedEvent, wanted: ExpectedEvent): boolean {
  if (event.step !== wanted.step || event.event !== wanted.event || !sameHex(event.address, wanted.address)) return false
  if (wanted.isOptional === true) return true
  return (
    event.arguments.length === wanted.arguments.length &&
    wanted.arguments.every(({ name, value }) =>
      event.arguments.some((given) => given.name === name && sameHex(given.value, value)),
    )
  )
}
