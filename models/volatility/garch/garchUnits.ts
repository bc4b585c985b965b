import type { GarchCoordinates } from './garchCoordinates.js'
import { type GarchParameters, SLOT, toSlots } from './garchSpec.js'
import type { GarchSample } from './garchSample.js'

/** Convert parameters in their slots from scaled values to the returns. */
export function inUnitsOfReturns(coordinates: GarchCoordinates, sample: GarchSample, theta: Float64Array): GarchParameters {
  const slots = theta.slice()
  coordinates.family.rescale(slots, sample.unit)
  const [, omega, alpha, gamma, beta, nu] = slots as unknown as [number, number, number, number, number, number]
  const parameters = { mu: (slots[SLOT.mu] as number) * sample.unit, omega, alpha, gamma, beta }
  return sample.innovations === 'studentT' ? { ...parameters, nu } : parameters
}

/** Convert parameters from the returns to scaled values, in their slots. */
export function inUnitsOfSample(coordinates: GarchCoordinates, sample: GarchSample, parameters: GarchParameters): Float64Array {
  const slots = toSlots(parameters)
  slots[SLOT.mu] = parameters.mu / sample.unit
  coordinates.family.rescale(slots, 1 / sample.unit)
  return slots
}
