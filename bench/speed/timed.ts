import { Bench } from 'tinybench'
import type { Sampled } from '../measure.js'

/** How often something is timed, after how many rounds that only warm the compiler up. */
export interface TimedOptions {
  readonly runs: number
  readonly warmUps: number
}

/**
 * Time a piece of work with tinybench.
 *
 * @returns median, smallest and largest of `runs` times, in milliseconds
 * @throws what the work throws
 */
export async function timed(work: () => unknown, { runs, warmUps }: TimedOptions): Promise<Sampled> {
  // By counts alone: a limit of time would take fewer samples on a busy machine.
  const bench = new Bench({ iterations: runs, time: 0, warmupIterations: warmUps, warmupTime: 0, throws: true })
  bench.add('work', async () => {
    await work()
  })
  const [task] = await bench.run()
  if (task?.result.state !== 'completed') throw new Error(`The timing ended as ${task?.result.state}.`)
  const { p50, min, max, samplesCount } = task.result.latency
  if (samplesCount !== runs) throw new Error(`${samplesCount} samples were taken, not ${runs}.`)
  return { value: p50, range: { min, max } }
}
