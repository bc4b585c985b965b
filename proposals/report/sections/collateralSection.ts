import { collateralRecommendation, type Recommendation } from '../../../models/policy/collateral/recommendation.js'
import type { ReportInput, ReportSection } from '../reportInput.js'

/** Make a section that shows the collateral policy's recommendation, and nothing of another policy's. */
export function collateralSection(
  show: (input: Omit<ReportInput, 'recommendation'> & { readonly recommendation: Recommendation }) => readonly string[],
): ReportSection {
  return (input) => {
    const recommendation = collateralRecommendation(input.recommendation)
    return recommendation === null ? [] : show({ ...input, recommendation })
  }
}
