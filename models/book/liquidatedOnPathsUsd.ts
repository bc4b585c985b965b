import type { LiquidationRule } from './book.js'
import { liquidatedDebtUsd } from './liquidatedDebtUsd.js'
import type { Thresholds } from './thresholds.js'
import type { ValuedBook, ValuedPosition } from './valuePositions.js'

/** Where one asset's price goes on each path. */
export interface AssetPaths {
  readonly asset: string
  /** Log return over the whole path. */
  readonly logReturns: Float64Array
  /** Lowest log price of the path relative to its start, at most 0. */
  readonly logMinima: Float64Array
}

/**
 * Sum, on each joint price path, the debt that the venue lets liquidators close at once of the positions whose health factor was below 1 at
 * some step, each at its worst step: at least that much, exactly that much for a position whose collateral is in one moving asset and whose debt is in none.
 *
 * Such a position is worst off at its asset's minimum. The minima of different assets are not of one moment, and the lowest price of a
 * debt is its owner's best moment: a position on several moving assets is looked at where the path ends, and nowhere else.
 *
 * @param paths - of the moving assets, `count` values each; other assets keep their price.
 * @returns USD, length `count`; never below what liquidatedDebtUsd says of the paths' ends.
 */
export function liquidatedOnPathsUsd({
  book,
  thresholds,
  rule,
  paths,
  count,
}: {
  readonly book: ValuedBook
  readonly thresholds: Thresholds
  readonly rule?: LiquidationRule | undefined
  readonly paths: readonly AssetPaths[]
  readonly count: number
}): Float64Array {
  const moving = new Set(paths.map(({ asset }) => asset))
  const falling: ValuedPosition[] = []
  const others: ValuedPosition[] = []
  for (const position of book.positions) (isOnOneFall(position, thresholds, moving) ? falling : others).push(position)
  const sum = (positions: readonly ValuedPosition[], pick: (of: AssetPaths) => Float64Array) =>
    liquidatedDebtUsd({
      book: { ...book, positions },
      thresholds,
      rule,
      shocks: paths.map((of) => ({ asset: of.asset, logReturns: pick(of) })),
      count,
    })
  const atMinima = sum(falling, ({ logMinima }) => logMinima)
  const atEnds = sum(others, ({ logReturns }) => logReturns)
  return atMinima.map((usd, path) => usd + (atEnds[path] as number))
}

/** Whether prices move a position's health through one collateral only, so that lower is worse. */
function isOnOneFall({ collateral, debt }: ValuedPosition, thresholds: Thresholds, moving: ReadonlySet<string>): boolean {
  const counted = collateral.filter(({ asset, ownLtBps }) => (ownLtBps ?? thresholds.get(asset) ?? 0) > 0)
  const movingCollateral = new Set(counted.map(({ asset }) => asset).filter((asset) => moving.has(asset)))
  return movingCollateral.size === 1 && !debt.some(({ asset, value }) => value > 0n && moving.has(asset))
}
