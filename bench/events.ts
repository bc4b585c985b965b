import { largest } from './largest.js'
import { below, type Measure } from './measure.js'
import { WHOLE_RUNS, wholeRuns } from './support/wholeRuns.js'

/** Count the history of one full proposal, drafted to verified, with the real two-day delay configured. */
export async function measure(): Promise<Measure[]> {
  const events = (await wholeRuns()).map(({ proposalEvents }) => proposalEvents)
  const name = `history events of one full proposal, two-day delay (largest of ${WHOLE_RUNS})`
  return [below({ name, unit: 'events', value: largest(events), goal: 300 })]
}
