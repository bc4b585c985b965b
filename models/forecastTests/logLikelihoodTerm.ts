/** Compute count x log(probability), which is 0 for a count of 0 whatever the probability. */
export function logLikelihoodTerm(count: number, probability: number): number {
  return count === 0 ? 0 : count * Math.log(probability)
}
