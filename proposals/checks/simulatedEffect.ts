import { isMove, type ParameterChange } from '../../core/parameters.js'
import { movedParameters } from '../simulation/parameterValue.js'
import type { SimulatedParameter } from '../simulation/simulationResult.js'
import { sameHex } from '../../core/hex.js'
import { defineCheck, error, type Objection } from './defineCheck.js'
import { executedSimulation } from './executedSimulation.js'

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
  return changes.flatMap((change) => {
    const { subject, parameter, to } = change
    const row = parameters.find((one) => isOf(change, one))
    if (row?.after === to) return []
    return [error(`After the change ${parameter} of ${subject} is ${row?.after ?? 'not there'}; ${to} is proposed.`)]
  })
}

function strayed(changes: readonly ParameterChange[], moved: readonly SimulatedParameter[]): Objection[] {
  return moved
    .filter((row) => !changes.some((change) => isMove(change) && isOf(change, row)))
    .map(({ subject, parameter, control, after }) =>
      error(`The change also moves ${parameter} of ${subject} from ${control} to ${after}, which is not proposed.`),
    )
}

function isOf(change: ParameterChange, { address, parameter }: SimulatedParameter): boolean {
  return address !== null && change.parameter === parameter && sameHex(change.address, address)
}
