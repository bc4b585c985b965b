import type { ParameterChange } from '../proposal.js'
import { movedParameters } from '../simulation/parameterValue.js'
import type { SimulatedParameter } from '../simulation/simulationResult.js'
import { sameHex } from '../../core/hex.js'
import { defineCheck, error, type Objection } from './defineCheck.js'
import { executedSimulation } from './executedSimulation.js'

const PARAMETERS = ['ltvBps', 'ltBps', 'lbBps'] as const

/** Hold what the change moved on the copy of the chain against what it says it moves: all of it, and nothing besides. */
export const simulatedEffect = defineCheck({
  name: 'simulated-effect',
  question: 'Does the change, carried out on a copy of the chain, move exactly what it says and nothing else?',
  objections: ({ proposal, simulation }) => {
    const executed = executedSimulation(simulation)
    if (executed === null) return [error('What the change moves is not known: it did not get through a simulation.')]
    const { parameters } = executed
    return [...missed(proposal.changes, parameters), ...strayed(proposal.changes, movedParameters(parameters))]
  },
  passes: ({ simulation }) =>
    `Of ${simulation?.parameters.length} parameters the change moves ${movedParameters(simulation?.parameters ?? []).length}, each as proposed.`,
})

function missed(changes: readonly ParameterChange[], parameters: readonly SimulatedParameter[]): Objection[] {
  return changes.flatMap(({ asset, address, proposed }) =>
    PARAMETERS.flatMap((name) => {
      const row = parameters.find((one) => one.parameter === name && one.address !== null && sameHex(one.address, address))
      if (row?.after === String(proposed[name])) return []
      return [error(`After the change ${name} of ${asset} is ${row?.after ?? 'not there'}; ${proposed[name]} is proposed.`)]
    }),
  )
}

function strayed(changes: readonly ParameterChange[], moved: readonly SimulatedParameter[]): Objection[] {
  const isProposed = ({ address, parameter }: SimulatedParameter) =>
    address !== null &&
    changes.some(
      (change) =>
        sameHex(change.address, address) &&
        PARAMETERS.some((name) => name === parameter && change.current[name] !== change.proposed[name]),
    )
  return moved
    .filter((row) => !isProposed(row))
    .map(({ subject, parameter, control, after }) =>
      error(`The change also moves ${parameter} of ${subject} from ${control} to ${after}, which is not proposed.`),
    )
}
