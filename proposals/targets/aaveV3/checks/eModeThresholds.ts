import type { AaveV3State } from '../aaveV3State.js'
import { defineCheck, error, type Objection, warning } from '../../../checks/defineCheck.js'

/** Keep every e-mode's threshold at or above its members' own: Aave enforced that in 3.0 and does not any more. */
export const eModeThresholds = defineCheck<AaveV3State>({
  name: 'e-mode-thresholds',
  question: "Does no e-mode category fall below one of its members' own thresholds?",
  objections: ({ proposal, live }) =>
    live.market.eModes.flatMap(({ id, label, parameters, collateralAssets }) =>
      proposal.changes.flatMap(({ subject, parameter, from, to }): Objection[] => {
        if (parameter !== 'ltBps' || !collateralAssets.includes(subject) || Number(to) <= parameters.ltBps) return []
        const text = `E-mode ${id} "${label}" has a threshold of ${parameters.ltBps} bps, below the ${to} bps proposed for its member ${subject}`
        return [Number(to) > Number(from) ? error(`${text}.`) : warning(`${text}; the change narrows that gap.`)]
      }),
    ),
  passes: ({ live }) => `${live.market.eModes.length} e-mode categories stay at or above their members' thresholds.`,
})
