import type { SimulationResult } from '../simulation/simulationResult.js'

/** Take a simulation that got through to the execution; null for none and for one that did not. */
export function executedSimulation(simulation: SimulationResult | null): SimulationResult | null {
  return simulation?.outcome === 'executed' ? simulation : null
}
