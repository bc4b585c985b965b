import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { normalSource } from '../../models/scenarios/zigguratNormals.js'

const OBSERVATIONS = 1974

/** What the reference returns are called, which have published likelihoods. */
export const DM_GBP = 'DM/GBP'

/** Returns to time fits on, and what they are. */
export interface BenchmarkReturns {
  readonly label: string
  readonly returns: Float64Array
}

/**
 * Read the 1974 percent returns of DM/GBP from the reference data beside the project; where it is absent, simulate as many from the
 * GARCH(1,1) that fits them.
 */
export function benchmarkReturns(): BenchmarkReturns {
  const file = resolve('..', 'shared', 'data', 'garch', 'dem2gbp.csv.gz')
  if (existsSync(file)) {
    const [, ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n')
    return { label: DM_GBP, returns: Float64Array.from(lines, Number) }
  }
  const normal = normalSource(1)
  let variance = 0.25
  const returns = Float64Array.from({ length: OBSERVATIONS }, () => {
    const residual = Math.sqrt(variance) * normal()
    variance = 0.0108 + 0.153 * residual * residual + 0.806 * variance
    return residual - 0.0062
  })
  return { label: 'simulated, the reference data being absent', returns }
}
