import { InvalidSeriesValueError, MisalignedSeriesError } from '../errors.js'
import { type HalfLineSums, valueAbove, valueBelow } from './closableLines.js'
import type { DirectForms, PreparedLosses } from './preparedLosses.js'

/** A prepared book and the scenarios to evaluate it in. */
export interface LossScenarios {
  readonly prepared: PreparedLosses
  /** Log returns of the shocked assets, in the order that the book was prepared with; `count` values each. */
  readonly logReturns: readonly Float64Array[]
  readonly count: number
}

/** A factor of e^100 is beyond every price and far from overflowing any sum. */
const MAX_LOG_RETURN = 100

/**
 * Sum a prepared book's losses in each scenario, in USD. A scenario's sum does not depend on which others are evaluated with it.
 *
 * @returns length `count`.
 * @throws {MisalignedSeriesError} when a column has another length.
 * @throws {InvalidSeriesValueError} when a log return is NaN or above 100; -Infinity is a price of 0.
 */
export function lossesInScenarios({ prepared, logReturns, count }: LossScenarios): Float64Array {
  const multipliers = logReturns.map((column) => multipliersOf(column, count))
  const out = new Float64Array(count).fill(prepared.constantUsd)
  for (const { asset, below, above } of prepared.single) {
    const column = multipliers[asset] as Float64Array
    if (below.limits.length > 0) addSums(below, valueBelow, column, out)
    if (above.limits.length > 0) addSums(above, valueAbove, column, out)
  }
  const { starts, assets } = prepared.direct
  for (let i = 0; i + 1 < starts.length; i++) {
    const start = starts[i] as number
    const size = (starts[i + 1] as number) - start
    if (size === 2) {
      const x = multipliers[assets[start] as number] as Float64Array
      const y = multipliers[assets[start + 1] as number] as Float64Array
      addPair(prepared.direct, i, start, x, y, out)
    } else {
      const columns = Array.from(assets.subarray(start, start + size), (asset) => multipliers[asset] as Float64Array)
      addMany(prepared.direct, i, start, columns, out)
    }
  }
  return out
}

function multipliersOf(logReturns: Float64Array, count: number): Float64Array {
  if (logReturns.length !== count)
    throw new MisalignedSeriesError(`a shock has ${logReturns.length} log returns for ${count} scenarios`)
  const out = new Float64Array(count)
  for (let s = 0; s < count; s++) {
    const value = logReturns[s] as number
    if (!(value <= MAX_LOG_RETURN)) {
      throw new InvalidSeriesValueError({ what: 'Shocks', index: s, value, demand: `a log return of at most ${MAX_LOG_RETURN}` })
    }
    out[s] = Math.exp(value)
  }
  return out
}

function addSums(
  sums: HalfLineSums,
  valueAt: (sums: HalfLineSums, m: number) => number,
  column: Float64Array,
  out: Float64Array,
): void {
  // Rounding may leave a little below 0 where every loss of the sum is close to it.
  for (let s = 0; s < out.length; s++) out[s] = (out[s] as number) + Math.max(0, valueAt(sums, column[s] as number))
}

/** Most positions with several assets have two: their loop has no inner one. */
function addPair(
  { surplus0, surplus, loss0, loss }: DirectForms,
  position: number,
  start: number,
  x: Float64Array,
  y: Float64Array,
  out: Float64Array,
): void {
  const l0 = loss0[position] as number
  const l1 = loss[start] as number
  const l2 = loss[start + 1] as number
  const s0 = surplus0[position] as number
  const s1 = surplus[start] as number
  const s2 = surplus[start + 1] as number
  for (let s = 0; s < out.length; s++) {
    const a = x[s] as number
    const b = y[s] as number
    const value = l0 + l1 * a + l2 * b
    if (value > 0 && s0 + s1 * a + s2 * b < 0) out[s] = (out[s] as number) + value
  }
}

function addMany(
  { surplus0, surplus, loss0, loss }: DirectForms,
  position: number,
  start: number,
  columns: readonly Float64Array[],
  out: Float64Array,
): void {
  const size = columns.length
  for (let s = 0; s < out.length; s++) {
    let value = loss0[position] as number
    for (let k = 0; k < size; k++) value += (loss[start + k] as number) * ((columns[k] as Float64Array)[s] as number)
    if (!(value > 0)) continue
    let margin = surplus0[position] as number
    for (let k = 0; k < size; k++) margin += (surplus[start + k] as number) * ((columns[k] as Float64Array)[s] as number)
    if (margin < 0) out[s] = (out[s] as number) + value
  }
}
