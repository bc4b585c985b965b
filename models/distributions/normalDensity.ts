const INVERSE_ROOT_TWO_PI = 0.3989422804014327

/** Compute the standard normal density at z; 0 at infinity. */
export function normalDensity(z: number): number {
  return INVERSE_ROOT_TWO_PI * Math.exp(-0.5 * z * z)
}
