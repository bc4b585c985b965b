import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Make a seeded source of independent standard normal numbers: the same seed, the same sequence.
 *
 * @source Box and Muller 1958 on xoroshiro128+ uniforms; both numbers of each pair are used
 */
export function normalSource(seed: number): () => number {
  const generator = xoroshiro128plus(seed)
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    // 1 - u lies in (0, 1]: its logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(generator)))
    const angle = 2 * Math.PI * uniformFloat64(generator)
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}
