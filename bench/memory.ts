import { below, type Measure } from './measure.js'
import { wholeRun } from './support/wholeRun.js'

/** Measure the peak memory of the worker's own process while it takes one change from market data to its verification. */
export async function measure(): Promise<Measure[]> {
  const { workerPeakBytes } = await wholeRun()
  return [
    below({ name: 'peak resident memory of the worker, one whole run', unit: 'MB', value: workerPeakBytes / 1e6, goal: 400 }),
  ]
}
