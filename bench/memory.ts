import { largest } from './largest.js'
import { below, type Measure } from './measure.js'
import { WHOLE_RUNS, wholeRuns } from './support/wholeRuns.js'

/** Measure the peak memory of the worker's own process while it takes one change from market data to its verification. */
export async function measure(): Promise<Measure[]> {
  const peaksMb = (await wholeRuns()).map(({ workerPeakBytes }) => workerPeakBytes / 1e6)
  const name = `peak resident memory of the worker (largest of ${WHOLE_RUNS} whole runs)`
  return [below({ name, unit: 'MB', value: largest(peaksMb), goal: 400 })]
}
