/** Write a probability as percent with two decimals: 0.999 is `99.90 %`. */
export function formatProbability(probability: number): string {
  return `${(probability * 100).toFixed(2)} %`
}
