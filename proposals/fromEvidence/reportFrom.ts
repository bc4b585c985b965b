import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import { renderReport } from '../report/renderReport.js'
import type { ReportInput } from '../report/reportInput.js'

/** Render the report of a draft from its evidence and what the checks said. */
export function reportFrom({
  snapshot,
  ...input
}: Pick<ReportInput, 'proposal' | 'recommendation' | 'manifest' | 'checks' | 'simulation' | 'backtest'> & {
  readonly snapshot: MarketSnapshot
}): string {
  return renderReport({ ...input, findings: snapshot.assets.flatMap(({ findings }) => findings) })
}
