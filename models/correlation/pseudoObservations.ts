import { requireFinite } from '../returns/requireFinite.js'

/**
 * Turn a sample into numbers between 0 and 1 by rank / (n + 1), equal values sharing their mean rank.
 *
 * @param values - n >= 1 finite values.
 * @returns n numbers strictly between 0 and 1, in the order of the values.
 * @throws {SeriesTooShortError} when there is no value.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @source Genest, Ghoudi and Rivest, A Semiparametric Estimation Procedure of Dependence Parameters, Biometrika 82 (1995).
 */
export function pseudoObservations(values: ArrayLike<number>): Float64Array {
  requireFinite('Pseudo-observations', values)
  const n = values.length
  const order = Array.from(values, (_, i) => i).sort((a, b) =>
    (values[a] as number) < (values[b] as number) ? -1 : (values[a] as number) > (values[b] as number) ? 1 : 0,
  )
  const result = new Float64Array(n)
  for (let from = 0; from < n; ) {
    let to = from + 1
    while (to < n && values[order[to] as number] === values[order[from] as number]) to++
    for (let i = from; i < to; i++) result[order[i] as number] = (from + 1 + to) / 2 / (n + 1)
    from = to
  }
  return result
}
