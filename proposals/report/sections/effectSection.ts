import { formatHealthFactor, formatUsd } from '../../../core/format.js'
import { markdownTable } from '../markdown.js'
import type { ReportSection } from '../reportSection.js'

const ACCOUNTS_SHOWN = 50

/** The accounts and USD that the change touches. */
export const effectSection: ReportSection = ({ recommendation: { madeLiquidatable, alreadyLiquidatable } }) => [
  '## Accounts affected',
  '',
  `- The change itself makes **${madeLiquidatable.accounts.length} accounts** with **${formatUsd(madeLiquidatable.usd)}** of debt liquidatable (limit ${formatUsd(madeLiquidatable.limitUsd)}).`,
  ...closableLine(madeLiquidatable.closableUsd),
  `- ${alreadyLiquidatable.accounts} accounts with ${formatUsd(alreadyLiquidatable.usd)} of debt are liquidatable without any change, at the oracle's prices${alreadyLiquidatable.closableUsd === undefined ? '' : `; liquidators may close ${formatUsd(alreadyLiquidatable.closableUsd)} of it at once`}.`,
  '',
  ...markdownTable(
    ['Account', 'Debt', 'Health factor before', 'after'],
    madeLiquidatable.accounts
      .slice(0, ACCOUNTS_SHOWN)
      .map(({ account, debtUsd, healthFactorBefore, healthFactorAfter }) => [
        `\`${account}\``,
        formatUsd(debtUsd),
        formatHealthFactor(healthFactorBefore),
        formatHealthFactor(healthFactorAfter),
      ]),
  ),
  ...(madeLiquidatable.accounts.length > ACCOUNTS_SHOWN
    ? [`… and ${madeLiquidatable.accounts.length - ACCOUNTS_SHOWN} more.`]
    : []),
]

function closableLine(closableUsd: number | undefined): string[] {
  return closableUsd === undefined
    ? []
    : [`- By the venue's rule it lets liquidators close **${formatUsd(closableUsd)}** at once that they could not close before.`]
}
