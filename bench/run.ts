import { BENCHMARKS } from './registry.js'
import { runBenchmarks } from './runBenchmarks.js'

/** Run the benchmarks of the whole system. @see runBenchmarks */
export const main = (argv: readonly string[]): Promise<number> => runBenchmarks(BENCHMARKS, argv)
