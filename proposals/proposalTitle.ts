import { formatParameter, isMove, type ParameterChange, type ParameterSpec, subjectsOf } from '../core/parameters.js'

const MAX_LENGTH = 120

/**
 * Write the title of a proposal: each subject with the step of the first parameter that moves, as many as fit 120 characters.
 *
 * @param parameters - in the order in which a reader looks for them
 * @example
 * const threshold = { name: 'ltBps', short: 'LT', unit: 'bps', shownAs: 'share', off: null, unlimited: null }
 * const weth = { subject: 'WETH', address: '0x01', parameter: 'ltBps', from: '8300', to: '8100' }
 * proposalTitle([weth], [threshold]) // 'WETH LT 83.00 → 81.00 %'
 */
export function proposalTitle(changes: readonly ParameterChange[], parameters: readonly ParameterSpec[]): string {
  const steps = subjectsOf(changes).map(({ subject, address }) =>
    step(
      subject,
      changes.filter((one) => one.address === address),
      parameters,
    ),
  )
  for (let shown = steps.length; shown > 0; shown--) {
    const rest = steps.length - shown
    const title = `${steps.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
    if (title.length <= MAX_LENGTH) return title
  }
  return `${steps.length} assets`
}

function step(subject: string, changes: readonly ParameterChange[], parameters: readonly ParameterSpec[]): string {
  for (const spec of parameters) {
    const change = changes.find(({ parameter }) => parameter === spec.name)
    if (change === undefined || !isMove(change)) continue
    const [from, to] = [formatParameter(spec, change.from), formatParameter(spec, change.to)]
    return `${subject} ${spec.short} ${spec.shownAs === 'share' ? from.replace(/ %$/, '') : from} → ${to}`
  }
  return `${subject} unchanged`
}
