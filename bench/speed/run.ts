import { runBenchmarks } from '../runBenchmarks.js'
import { SPEED_PIECES } from './registry.js'

/** Run the speed comparisons of the models. @see runBenchmarks */
export const main = (argv: readonly string[]): Promise<number> => runBenchmarks(SPEED_PIECES, argv)
