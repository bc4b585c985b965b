import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { ReportSection } from '../reportSection.js'

/** What the policy would have done in history, in a few lines; nothing where the configuration names no backtest. */
export const backtestSection: ReportSection = ({ backtest }) => {
  if (backtest === null) return []
  const { sha256, result, otherConstants } = backtest
  const heading = ['## Backtest of the policy', '']
  if (result === null) {
    return [...heading, `🔴 **The backtest \`${sha256}\` is not in the evidence.**`]
  }
  const { from, to, every, executionDelay, isSynthetic, assets } = result
  return [
    ...heading,
    `The policy replayed from ${from.slice(0, 10)} to ${to.slice(0, 10)}, one recalibration every ${every}, executed ${executionDelay === null ? 'at once' : `${executionDelay} later`}, against the constant parameters with the same means, chosen in hindsight. Bad debt in basis points of debt; stored under \`${sha256}\`.`,
    '',
    ...(isSynthetic ? ['**Its market data are synthetic.**', ''] : []),
    ...(otherConstants.length === 0
      ? []
      : [`🔴 **It was made with other constants:** ${otherConstants.map(escapeMarkdown).join(', ')}.`, '']),
    ...markdownTable(
      ['Asset', 'Mean LTV', 'Bad debt', 'constant', 'Ratio (90 %)'],
      assets.map(({ asset, meanLtvBps, badDebtBps, staticBadDebtBps, ratio, ratioBand }) => [
        escapeMarkdown(asset),
        `${(meanLtvBps / 100).toFixed(2)} %`,
        badDebtBps.toFixed(2),
        staticBadDebtBps.toFixed(2),
        ratio === null || ratioBand === null
          ? 'none'
          : `${ratio.toFixed(2)} (${ratioBand.p05.toFixed(2)} to ${ratioBand.p95.toFixed(2)})`,
      ]),
    ),
  ]
}
