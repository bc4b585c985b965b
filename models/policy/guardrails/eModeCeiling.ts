import type { LimitRule } from './limit.js'

/**
 * Keep a threshold from rising above that of the lowest e-mode which the reserve is a member of.
 *
 * Aave enforced that in 3.0 and does not any more: an account that enters such an e-mode would lower its own threshold.
 */
export const eModeCeiling: LimitRule = ({ reserve, eModes }, parameter) => {
  const [lowest] = eModes
    .filter(({ collateralAssets }) => collateralAssets.includes(reserve.asset))
    .sort((a, b) => a.parameters.ltBps - b.parameters.ltBps || a.id - b.id)
  if (parameter !== 'ltBps' || lowest === undefined) return []
  const { id, label, parameters } = lowest
  const bps = Math.max(reserve.parameters.ltBps, parameters.ltBps)
  const because = `e-mode ${id} "${label}" has a threshold of ${parameters.ltBps} bps, and no member's own may rise above it`
  return [{ guardrail: 'eModeCeiling', side: 'atMost', bps, because }]
}
