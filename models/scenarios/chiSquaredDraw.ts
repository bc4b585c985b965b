import type { ZigguratNormals } from './zigguratNormals.js'

/**
 * Draw a chi-squared number from a stream that the caller owns: the gamma source of the distributions seeds a generator of its own, and
 * a path's numbers must all come from its chunk's.
 *
 * @param degreesOfFreedom - at least 2.
 * @source Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM Transactions on Mathematical Software 26 (2000)
 */
export function chiSquaredDraw(degreesOfFreedom: number, stream: ZigguratNormals): number {
  const d = 0.5 * degreesOfFreedom - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = stream.next()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(stream.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v
  }
}
