import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A seeded sequence of random draws. */
export interface RandomStream {
  /** Draw from (0, 1]. */
  uniform(): number
  /** Draw a standard normal number. */
  normal(): number
  /** Draw a chi-squared number. */
  chiSquared(degreesOfFreedom: number): number
}

/**
 * Make the stream of a seed and a name: other names give independent streams, so that one more asset changes no other's draws.
 *
 * @source xoroshiro128+; Box and Muller 1958; Marsaglia and Tsang 2000 (gamma), for shapes from 1 on: degrees of freedom above 2
 */
export function randomStream(seed: number, name: string): RandomStream {
  const generator = xoroshiro128plus(mix(`${seed}/${name}`))
  const uniform = () => 1 - uniformFloat64(generator)
  // Near seeds begin near each other; their first numbers are dropped.
  for (let i = 0; i < 64; i++) uniform()
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    normal,
    chiSquared(degreesOfFreedom) {
      const d = degreesOfFreedom / 2 - 1 / 3
      const c = 1 / Math.sqrt(9 * d)
      for (;;) {
        const x = normal()
        const v = (1 + c * x) ** 3
        if (v > 0 && Math.log(uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return 2 * d * v
      }
    },
  }
}

// FNV-1a, 32 bits.
function mix(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193)
  return hash | 0
}
