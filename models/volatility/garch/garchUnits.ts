import type { GarchCoordinates } from './garchCoordinates.js'
import { type GarchParameters, SLOT, toSlots } from './garchSpec.js'
import type { GarchSample } from './garchSample.js'

/** Convert parameters in their slots from scaled values to the returns. */
export function inUnitsOfReturns(coordinates: GarchCoordinates, sample: GarchSample, theta: Float64Array): GarchParameters {
  const slots = theta.slice()
  coordinates.family.rescale(slots, sample.unit)
  const at = (name: keyof typeof SLOT) => slots[SLOT[name]] as number
  const parameters = {
    mu: at('mu') * sample.unit,
    omega: at('omega'),
    alpha: at('alpha'),
    gamma: at('gamma'),
    beta: at('beta'),
  }
  return sample.innovations === 'studentT' ? { ...parameters, nu: at('nu') } : parameters
}

/** Convert parameters from the returns to scaled values, in their slots. */
export function inUnitsOfSample(coordinates: GarchCoordinates, sample: GarchSample, parameters: GarchParameters): Float64Array {
  const slots = toSlots(parameters)
  slots[SLOT.mu] = parameters.mu / sample.unit
  coordinates.family.rescale(slots, 1 / sample.unit)
  return slots
}
