import { z } from 'zod'
import type { Policy } from '../policy.js'
import { brokenRules } from './brokenRules.js'
import { PARAMETERS } from './parameter.js'
import { recommend } from './recommend.js'
import { changes, movedAssets, type Recommendation, recommendationSchema, startingValues } from './recommendation.js'

/** It reads the market's `models` and `guardrails` and has no constants of its own. */
const collateralConfigSchema = z.strictObject({ kind: z.literal('collateral') })

/** Loan-to-value, liquidation threshold and liquidation bonus of each asset: from forecasts of its prices, within guardrails. */
export const collateralPolicy: Policy<z.infer<typeof collateralConfigSchema>, Recommendation> = {
  kind: 'collateral',
  configSchema: collateralConfigSchema,
  recommendationSchema,
  parameters: PARAMETERS,
  needs: { prices: true, forecasts: true },
  hasBacktest: true,
  recommend,
  changes,
  reviewed: startingValues,
  proposedTerms: (recommendation) => new Map(movedAssets(recommendation).map(({ asset, proposed }) => [asset, proposed])),
  brokenRules,
  // Its sections of a report are those of `proposals/report/sections`.
  report: () => [],
  figures: ({ assets, scenarios, replays, insuranceFund }) => ({ assets, scenarios, replays, insuranceFund }),
}
