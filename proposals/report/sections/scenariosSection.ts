import { formatHealthFactor, formatMove, formatProbability, formatUsd } from '../../../core/format.js'
import type { LiquidationRule } from '../../../models/book/book.js'
import type { HistoricalReplay } from '../../../models/policy/collateral/historicalReplay.js'
import type { Recommendation } from '../../../models/policy/collateral/recommendation.js'
import { insuranceSentence } from '../insuranceSentence.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import { collateralSection } from './collateralSection.js'

/** What today's positions lose under the old and the new parameters: in joint scenarios, on days of history, and what should stand behind it. */
export const scenariosSection = collateralSection(({ recommendation: { scenarios, replays, insuranceFund, liquidation } }) => [
  '## Scenarios',
  '',
  ...unmodelledLines(scenarios),
  ...scenarioLines(scenarios, liquidation),
  '',
  '## If a day of history happened again',
  '',
  ...replayLines(replays),
  '',
  '## Insurance fund',
  '',
  ...fundLines({ scenarios, insuranceFund }),
])

type Scenarios = Recommendation['scenarios']

function scenarioLines(scenarios: Scenarios, liquidation: Recommendation['liquidation']): string[] {
  const { badDebt, liquidatedUsdCurrent, liquidatedUsdProposed } = scenarios
  if (badDebt === null || liquidatedUsdCurrent === null || liquidatedUsdProposed === null) {
    return ['Debt to be liquidated and bad debt are not computed: no asset is modelled, so no price moves.']
  }
  return [
    `Debt that liquidators may close after ${scenarios.horizonHours} h: ${formatUsd(liquidatedUsdCurrent)} under the current parameters, **${formatUsd(liquidatedUsdProposed)}** under the proposed ones. It is that of accounts whose health factor is then below 1, at the ${formatProbability(scenarios.probability)} quantile of ${scenarios.count} joint price scenarios (seed ${scenarios.seed}).`,
    '',
    ...badDebtTable(badDebt, scenarios.probability),
    '',
    `Today's positions are valued by the prices at the end of the horizon, and nobody acts within it. An account that was below 1 only on the way is not counted. ${liquidationRuleSentences(liquidation)} A lower threshold lets liquidators act earlier, which is not counted here, and a larger bonus leaves lenders less.`,
    '',
    ...markdownTable(
      ['Correlation', ...scenarios.correlation.assets.map(escapeMarkdown)],
      scenarios.correlation.matrix.map((row, i) => [
        escapeMarkdown(scenarios.correlation.assets[i] ?? ''),
        ...row.map((value) => value.toFixed(2)),
      ]),
    ),
  ]
}

function fundLines({ scenarios, insuranceFund }: Pick<Recommendation, 'scenarios' | 'insuranceFund'>): string[] {
  if ('notComputed' in insuranceFund) return [insuranceSentence(insuranceFund)]
  const { current, proposed } = insuranceFund
  return [
    insuranceSentence(proposed, current),
    '',
    `The scenarios and the stress of the largest accounts last ${scenarios.horizonHours} h; a replayed day always lasts 24 h.`,
    '',
    ...markdownTable(
      ['Largest account', 'Debt', 'Stressed loss, proposed'],
      proposed.accounts.map(({ account, debtUsd, stressedLossUsd }) => [
        `\`${account}\``,
        formatUsd(debtUsd),
        formatUsd(stressedLossUsd),
      ]),
    ),
  ]
}

function unmodelledLines({ unmodelled = [] }: Recommendation['scenarios']): string[] {
  if (unmodelled.length === 0) return []
  return [
    '**No model moves the price of these reserves. What their prices may do is in no figure of the scenarios, the replayed days and the insurance fund.**',
    '',
    ...markdownTable(
      ['Reserve', "Borrowers' collateral", 'Debt', 'Why'],
      unmodelled.map(({ asset, because, collateralUsd, debtUsd }) => [
        escapeMarkdown(asset),
        formatUsd(collateralUsd),
        formatUsd(debtUsd),
        escapeMarkdown(because),
      ]),
    ),
    '',
  ]
}

function badDebtTable({ current, proposed }: NonNullable<Scenarios['badDebt']>, probability: number): string[] {
  const rows = [
    ['mean', current.meanUsd, proposed.meanUsd],
    [`${formatProbability(probability)} quantile`, current.quantileUsd, proposed.quantileUsd],
    [`mean of the worst ${formatProbability(1 - probability)}`, current.expectedShortfallUsd, proposed.expectedShortfallUsd],
    ['worst scenario', current.worstUsd, proposed.worstUsd],
  ] as const
  return markdownTable(
    ['Bad debt: what collateral does not cover', 'Current', 'Proposed'],
    rows.map(([label, now, then]) => [label, formatUsd(now), `**${formatUsd(then)}**`]),
  )
}

function replayLines({ assets, days, firstDay, lastDay, worstDays }: HistoricalReplay): string[] {
  if (days === 0) return ['No asset is modelled, so no day can be replayed.']
  const replayed = `Today's positions on each of ${days} days, ${firstDay} to ${lastDay}: those that every modelled asset has. Accounts are looked at by the day's closes, and nobody acts during the day.`
  if (worstDays.length === 0) return [`${replayed} None of them would liquidate anything under the proposed parameters.`]
  return [
    `${replayed} The worst under the proposed parameters:`,
    '',
    ...markdownTable(
      ['Day', ...assets.map(escapeMarkdown), 'Debt that may be closed', 'Bad debt'],
      worstDays.map(({ day, logReturns, current, proposed }) => [
        day,
        ...logReturns.map(formatMove),
        `${formatUsd(current.liquidatedUsd)} → **${formatUsd(proposed.liquidatedUsd)}**`,
        `${formatUsd(current.badDebtUsd)} → **${formatUsd(proposed.badDebtUsd)}**`,
      ]),
    ),
  ]
}

/**
 * Say how much of an account's debt is counted as liquidated, and by which rule of the venue.
 *
 * @param rule - undefined where the evidence does not hold it: whole debts are counted there.
 */
export function liquidationRuleSentences(rule: LiquidationRule | undefined): string {
  if (rule === undefined) return 'Of an account below 1 the whole debt is counted.'
  const { closeFactorBps, fullCloseHealthFactorBps, fullCloseBelowUsd, minimumLeftoverUsd } = rule
  const deep = formatHealthFactor(fullCloseHealthFactorBps / 10_000)
  return [
    `Of an account below 1 the debt is counted that the venue lets liquidators close at once. That is ${closeFactorBps / 100} % of it. It is all of it while the health factor is at most ${deep}, or a call's collateral or debt is below ${formatUsd(fullCloseBelowUsd)}.`,
    `A call must take the whole debt or the whole collateral of one reserve, or leave at least ${formatUsd(minimumLeftoverUsd)} of both.`,
    'Bad debt does not depend on the rule: while collateral does not cover a debt, liquidators may go on call by call.',
  ].join(' ')
}
