import type { ParameterChange } from './proposal.js'
import { formatBonus, formatBps, formatBpsNumber } from '../core/format.js'

const MAX_LENGTH = 120

/**
 * Write the title of a proposal: each asset with its threshold's step (LTV's or the bonus's where that stays), as many as fit 120 characters.
 *
 * @example proposalTitle(changes) // 'WETH LT 83.00 → 81.00 %, LINK LT 68.00 → 66.00 % and 2 more'
 */
export function proposalTitle(changes: readonly ParameterChange[]): string {
  const steps = changes.map(step)
  for (let shown = steps.length; shown > 0; shown--) {
    const rest = steps.length - shown
    const title = `${steps.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
    if (title.length <= MAX_LENGTH) return title
  }
  return `${changes.length} assets`
}

function step({ asset, current, proposed }: ParameterChange): string {
  if (current.ltBps !== proposed.ltBps) return `${asset} LT ${formatBpsNumber(current.ltBps)} → ${formatBps(proposed.ltBps)}`
  if (current.ltvBps !== proposed.ltvBps) return `${asset} LTV ${formatBpsNumber(current.ltvBps)} → ${formatBps(proposed.ltvBps)}`
  return `${asset} bonus ${formatBonus(current.lbBps)} → ${formatBonus(proposed.lbBps)}`
}
