import type { Address } from 'viem'
import type { SimulatedParameter } from './simulationResult.js'

/** One parameter of a market as the chain has it. */
export interface ParameterValue {
  /** Reserve's symbol, `e-mode 1 "…"`, or `market`. */
  readonly subject: string
  readonly address: Address | null
  readonly parameter: string
  /** Integers in decimal, addresses checksummed, in the contract's own units. */
  readonly value: string
}

/** What a value is called where the copy does not have the parameter at all. */
const ABSENT = '(absent)'

/**
 * Lay the values of the pinned block and of both copies side by side, in the order of the first, new ones last.
 *
 * A parameter that only one of them has is shown as absent from the others.
 */
export function compareParameters(input: {
  readonly before: readonly ParameterValue[]
  readonly control: readonly ParameterValue[]
  readonly after: readonly ParameterValue[]
}): SimulatedParameter[] {
  const rows = new Map<string, SimulatedParameter>()
  for (const side of ['before', 'control', 'after'] as const) {
    for (const { subject, address, parameter, value } of input[side]) {
      const key = JSON.stringify([subject, address, parameter])
      const row = rows.get(key) ?? { subject, address, parameter, before: ABSENT, control: ABSENT, after: ABSENT }
      rows.set(key, { ...row, [side]: value })
    }
  }
  return [...rows.values()]
}

/** Select what the change moved: what differs between the copy with it and the copy that only waited. */
export function movedParameters(parameters: readonly SimulatedParameter[]): SimulatedParameter[] {
  return parameters.filter(({ control, after }) => control !== after)
}
