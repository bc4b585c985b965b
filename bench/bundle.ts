import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workflowBundle } from '../worker/workflowBundle.js'
import { type Measure, unjudged } from './measure.js'
import { median } from './median.js'
import { secondsOf } from './secondsOf.js'

const RUNS = 3

/** Time the bundling of the workflows with nothing in the cache, as the first start after a change of their sources does it. */
export async function measure(): Promise<Measure[]> {
  const samples: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const folder = await mkdtemp(join(tmpdir(), 'plimsoll-bundle-'))
    try {
      samples.push(await secondsOf(() => workflowBundle(folder)))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return [unjudged({ name: `workflow bundle, uncached (median of ${RUNS})`, unit: 's', value: median(samples) })]
}
