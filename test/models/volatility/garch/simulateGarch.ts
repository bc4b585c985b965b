import { normalSource } from '../../../../models/scenarios/zigguratNormals.js'
import type { FamilyName } from '../../../../models/volatility/garch/families.js'
import type { GarchParameters } from '../../../../models/volatility/garch/garchSpec.js'

/** Simulate returns of a conditional variance model with normal innovations, written out from its definition. */
export function simulateGarch({
  parameters: { mu, omega, alpha, gamma, beta },
  family,
  count,
  seed,
}: {
  parameters: GarchParameters
  family: FamilyName
  count: number
  seed: number
}): Float64Array {
  const normal = normalSource(seed)
  const isLog = family === 'egarch'
  let variance = isLog ? Math.exp(omega / (1 - beta)) : omega / (1 - alpha - gamma / 2 - beta)
  return Float64Array.from({ length: count }, () => {
    const z = normal()
    const e = z * Math.sqrt(variance)
    variance = isLog
      ? Math.exp(omega + alpha * (Math.abs(z) - Math.sqrt(2 / Math.PI)) + gamma * z + beta * Math.log(variance))
      : omega + (alpha + (e < 0 ? gamma : 0)) * e * e + beta * variance
    return mu + e
  })
}
