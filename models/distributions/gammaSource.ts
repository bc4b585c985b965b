import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { InvalidParameterError } from '../returns/invalidParameterError.js'

/**
 * Make a seeded source of gamma numbers of unit scale: twice one of shape nu / 2 is chi-squared with nu degrees of freedom.
 *
 * @param shape - positive and finite.
 * @throws {InvalidParameterError} when the shape is not positive and finite.
 * @source Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM Transactions on Mathematical Software 26 (2000).
 */
export function gammaSource(shape: number, seed: number): () => number {
  if (!(shape > 0 && shape < Infinity)) {
    throw new InvalidParameterError({ parameter: 'shape', value: shape, demand: 'positive and finite' })
  }
  const generator = xoroshiro128plus(seed)
  const uniform = () => 1 - uniformFloat64(generator)
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  const atLeastOne = () => {
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  return shape < 1 ? () => atLeastOne() * uniform() ** (1 / shape) : atLeastOne
}
