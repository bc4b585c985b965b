import type { ReportSection } from '../reportInput.js'
import { escapeMarkdown } from '../escapeMarkdown.js'
import { formatUsd } from '../formatUsd.js'
import { markdownTable } from '../markdownTable.js'

const ACCOUNTS_SHOWN = 50

/** Scenarios, and the accounts and USD that the change touches. */
export const effectSection: ReportSection = ({ recommendation: { scenarios, madeLiquidatable, alreadyLiquidatable } }) => [
  '## Scenarios',
  '',
  `Debt liquidated within ${scenarios.horizonHours} h at the ${(scenarios.probability * 100).toFixed(2)} % quantile of ${scenarios.count} joint price scenarios (seed ${scenarios.seed}): ${formatUsd(scenarios.liquidatedUsdCurrent)} under the current parameters, **${formatUsd(scenarios.liquidatedUsdProposed)}** under the proposed ones.`,
  '',
  ...markdownTable(
    ['Correlation', ...scenarios.correlation.assets.map(escapeMarkdown)],
    scenarios.correlation.matrix.map((row, i) => [
      escapeMarkdown(scenarios.correlation.assets[i] ?? ''),
      ...row.map((value) => value.toFixed(2)),
    ]),
  ),
  '',
  '## Accounts affected',
  '',
  `- The change itself makes **${madeLiquidatable.accounts.length} accounts** with **${formatUsd(madeLiquidatable.usd)}** of debt liquidatable (limit ${formatUsd(madeLiquidatable.limitUsd)}).`,
  `- ${alreadyLiquidatable.accounts} accounts with ${formatUsd(alreadyLiquidatable.usd)} of debt are liquidatable without any change, at the oracle's prices.`,
  '',
  ...markdownTable(
    ['Account', 'Debt', 'Health factor before', 'after'],
    madeLiquidatable.accounts
      .slice(0, ACCOUNTS_SHOWN)
      .map(({ account, debtUsd, healthFactorBefore, healthFactorAfter }) => [
        `\`${account}\``,
        formatUsd(debtUsd),
        healthFactorBefore.toFixed(4),
        healthFactorAfter.toFixed(4),
      ]),
  ),
  ...(madeLiquidatable.accounts.length > ACCOUNTS_SHOWN
    ? [`… and ${madeLiquidatable.accounts.length - ACCOUNTS_SHOWN} more.`]
    : []),
]
