import { routeOf } from '../routes/registry.js'
import { compareEvents, type ExpectedEvent } from '../simulation/expectedEvent.js'
import { expectedOf } from '../simulation/expectedOf.js'
import type { SimulatedEvent } from '../simulation/simulationResult.js'
import { defineCheck, error } from './defineCheck.js'
import { executedSimulation } from './executedSimulation.js'

/** Hold every event of the simulated transactions against those that these bytes must emit: an extra one is an effect that nobody asked for. */
export const expectedEvents = defineCheck({
  name: 'expected-events',
  question: 'Do the transactions emit exactly the events that they must, and no other?',
  objections: ({ proposal, simulation }) => {
    const executed = executedSimulation(simulation)
    if (executed === null) return [error('What the transactions emit is not known: they did not get through a simulation.')]
    const { missing, unexpected } = compareEvents(executed.events, expectedOf(proposal, executed))
    return [
      ...missing.map((event) => error(`The step "${event.step}" does not emit ${wanted(event)}.`)),
      ...unexpected.map((event) => error(`The step "${event.step}" also emits ${found(event)}, which is not expected.`)),
    ]
  },
  passes: ({ proposal: { route }, simulation }) =>
    `All ${simulation?.events.length} events are those of ${routeOf(route).simulation.emitters} and the changed reserves.`,
})

function wanted({ address, event, arguments: values }: ExpectedEvent): string {
  return `${event}(${values.map(({ name, value }) => `${name} ${short(value)}`).join(', ')}) of ${address}`
}

function found({ address, event, arguments: values, topics }: SimulatedEvent): string {
  return event === null
    ? `an unknown event ${topics[0] ?? 'without topics'} of ${address}`
    : wanted({ step: '', address, event, arguments: values })
}

function short(value: string): string {
  return value.length > 66 ? `${value.slice(0, 66)}…` : value
}
