import type { MarketStress } from '../../../client/stressMarket.js'
import { formatMove, formatProbability, formatUsd, isoTime } from '../../../core/format.js'
import type { LossSummary } from '../../../models/book/lossSummary.js'
import type { MarketConfig } from '../../../proposals/marketConfig.js'
import { insuranceSentence } from '../../../proposals/report/insuranceSentence.js'
import { liquidationRuleSentences } from '../../../proposals/report/sections/scenariosSection.js'
import { type Column, table } from '../../output/table.js'
import type { Session } from '../../session.js'

const right = (header: string): Column => ({ header, align: 'right' })

/** Lay a market's stress out for a person. */
export function renderStress(session: Session, market: MarketConfig, stress: MarketStress): string {
  const { colors } = session
  const sections = [
    headLines(session, market, stress),
    [colors.bold('Joint price paths'), ...pathLines(stress)],
    [colors.bold('If a day of history happened again'), ...replayLines(stress)],
    ...(stress.shocks.length === 0 ? [] : [[colors.bold('Given shocks'), shockTable(stress)]]),
    [
      colors.bold('Insurance fund'),
      fundLine(stress),
      ...('notComputed' in stress.insuranceFund
        ? []
        : [
            'A recalibration names the same fund for the current parameters. Its joint scenarios are other draws than the paths above.',
          ]),
    ],
  ]
  return sections.map((lines) => lines.join('\n')).join('\n\n')
}

function headLines({ colors }: Session, { id, chain }: MarketConfig, stress: MarketStress): string[] {
  const { block, asOf, isSynthetic, borrowers, debtUsd, now, unmodelled, failedSources } = stress
  return [
    colors.bold(`${id} on chain ${chain.id} at block ${block.number} (${isoTime(block.timestampSeconds)}), live parameters`) +
      (isSynthetic ? colors.yellow('  SYNTHETIC market data') : ''),
    `${borrowers} borrowers owe ${formatUsd(debtUsd)}; liquidators may close ${formatUsd(now.liquidatedUsd)} of it at once as things stand, with ${formatUsd(now.badDebtUsd)} of bad debt.`,
    liquidationRuleSentences(stress.liquidation),
    `Market data as of ${asOf}.`,
    ...unmodelled.map(({ asset, because }) => colors.yellow(`${asset} keeps its price: ${because}.`)),
    ...failedSources.map(({ asset, source, message }) => `${asset}: the source ${source} failed: ${message}`),
  ]
}

function fundLine({ insuranceFund, unmodelled }: MarketStress): string {
  const without = unmodelled.map(({ asset }) => asset)
  return insuranceSentence(insuranceFund, undefined, without).replaceAll('**', '')
}

function pathLines({ paths, modelled }: MarketStress): string[] {
  if (modelled.length === 0 || paths === null) return ['No asset is modelled: every price keeps still.']
  const { count, steps, horizonHours, seed, probability, liquidated, liquidatedOnTheWay, badDebt } = paths
  const row = (label: string, pick: (of: LossSummary) => number) => [
    label,
    ...[liquidatedOnTheWay, liquidated, badDebt].map((summary) => formatUsd(pick(summary))),
  ]
  const volatilities = modelled.map(({ asset, dailyVolatility }) => `${asset} ${formatProbability(dailyVolatility)}`)
  return [
    `${count} paths over ${horizonHours} h in ${steps} steps (seed ${seed}); a day's standard deviation: ${volatilities.join(', ')}.`,
    table(
      [{ header: '' }, right('liquidatable on the way'), right('liquidatable at the end'), right('bad debt at the end')],
      [
        row('mean', ({ meanUsd }) => meanUsd),
        row(`${formatProbability(probability)} quantile`, ({ quantileUsd }) => quantileUsd),
        row(`mean of the worst ${formatProbability(1 - probability)}`, ({ expectedShortfallUsd }) => expectedShortfallUsd),
        row('worst path', ({ worstUsd }) => worstUsd),
      ],
    ),
    'On the way: at least that much. Accounts on several moving assets are looked at only where the path ends.',
  ]
}

function replayLines({ replays: { assets, days, firstDay, lastDay, worstDays } }: MarketStress): string[] {
  if (days === 0) return ['No asset is modelled, so no day can be replayed.']
  const replayed = `${days} days, ${firstDay} to ${lastDay}: those that every modelled asset has.`
  if (worstDays.length === 0) return [`${replayed} None would liquidate anything.`]
  return [
    replayed,
    table(
      [{ header: 'day' }, ...assets.map(right), right('liquidatable'), right('bad debt')],
      worstDays.map(({ day, logReturns, liquidatedUsd, badDebtUsd }) => [
        day,
        ...logReturns.map(formatMove),
        formatUsd(liquidatedUsd),
        formatUsd(badDebtUsd),
      ]),
    ),
  ]
}

function shockTable({ shocks }: MarketStress): string {
  return table(
    [{ header: 'shock' }, right('liquidatable'), right('bad debt')],
    shocks.map(({ moves, liquidatedUsd, badDebtUsd }) => [
      moves.map(({ asset, percent }) => `${asset} ${percent > 0 ? '+' : ''}${percent} %`).join(', '),
      formatUsd(liquidatedUsd),
      formatUsd(badDebtUsd),
    ]),
  )
}
