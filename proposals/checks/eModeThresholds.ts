import { defineCheck, error, type Objection, warning } from './defineCheck.js'

/** Keep every e-mode's threshold at or above its members' own: Aave enforced that in 3.0 and does not any more. */
export const eModeThresholds = defineCheck({
  name: 'e-mode-thresholds',
  question: "Does no e-mode category fall below one of its members' own thresholds?",
  objections: ({ proposal, live }) =>
    live.market.eModes.flatMap(({ id, label, parameters, collateralAssets }) =>
      proposal.changes.flatMap(({ asset, current, proposed }): Objection[] => {
        if (!collateralAssets.includes(asset) || proposed.ltBps <= parameters.ltBps) return []
        const text = `E-mode ${id} "${label}" has a threshold of ${parameters.ltBps} bps, below the ${proposed.ltBps} bps proposed for its member ${asset}`
        return [proposed.ltBps > current.ltBps ? error(`${text}.`) : warning(`${text}; the change narrows that gap.`)]
      }),
    ),
  passes: ({ live }) => `${live.market.eModes.length} e-mode categories stay at or above their members' thresholds.`,
})
