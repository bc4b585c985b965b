import { collateralRecommendation, type Recommendation } from '../../../models/policy/collateral/recommendation.js'
import type { ReportModel } from '../reportModel.js'
import type { ReportSection } from '../reportSection.js'

/** Make a section that shows the collateral policy's recommendation, and nothing of another policy's. */
export function collateralSection(
  show: (report: Omit<ReportModel, 'recommendation'> & { readonly recommendation: Recommendation }) => readonly string[],
): ReportSection {
  return (report) => {
    const recommendation = collateralRecommendation(report.recommendation)
    return recommendation === null ? [] : show({ ...report, recommendation })
  }
}
