import { runBenchmarks } from '../runBenchmarks.js'
import { MODEL_PIECES } from './registry.js'

/** Run the comparisons of forecasts and policies on real market data. @see runBenchmarks */
export const main = (argv: readonly string[]): Promise<number> => runBenchmarks(MODEL_PIECES, argv)
