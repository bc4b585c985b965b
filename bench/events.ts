import { below, type Measure } from './measure.js'
import { wholeRun } from './support/wholeRun.js'

/** Count the history of one full proposal, drafted to verified, with the real two-day delay configured. */
export async function measure(): Promise<Measure[]> {
  const { proposalEvents } = await wholeRun()
  return [below({ name: 'history events of one full proposal, two-day delay', unit: 'events', value: proposalEvents, goal: 300 })]
}
