import { formatHealthFactor, formatUsd, isoTime } from '../../../core/format.js'
import type { SimulatedHealth } from '../../simulation/simulationResult.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { SimulationSummary } from '../reportModel.js'
import type { ReportSection } from '../reportSection.js'

const ACCOUNTS_SHOWN = 50

/** What the very bytes did on a copy of the chain: transactions, parameters, borrowers, events. */
export const simulationSection: ReportSection = ({ simulation }) => {
  if (simulation === null) return ['## Simulation', '', '**The proposal was not simulated.**']
  const { sha256, result } = simulation
  return [
    '## Simulation',
    '',
    `On a copy of the chain at block ${result.block.number} (${isoTime(result.block.timestampSeconds)}) the proposal went on from "${result.phase}": ${outcome(result)} Its owners' approvals stood in place of signatures. A second copy waited as long without the change. The whole result is stored under \`${sha256}\`.`,
    '',
    ...markdownTable(
      ['Transaction', 'From', 'Outcome', 'Gas', 'Chain time'],
      result.transactions.map(({ step, from, outcome: how, gasUsed, timestampSeconds }) => [
        escapeMarkdown(step),
        `\`${from}\``,
        how,
        gasUsed,
        isoTime(timestampSeconds),
      ]),
    ),
    ...(result.outcome === 'executed' ? effect(simulation) : []),
  ]
}

function outcome({ outcome: how, failure }: SimulationSummary['result']): string {
  return how === 'executed'
    ? '**it was executed.**'
    : `🔴 **it was not executed: the step "${escapeMarkdown(failure?.step ?? '')}": ${escapeMarkdown(failure?.reason ?? how)}.**`
}

function effect({ result, parameters, moved, events }: SimulationSummary): string[] {
  return [
    '',
    `### What moved, of ${parameters} parameters`,
    '',
    ...markdownTable(
      ['Of', 'Parameter', 'At the block', 'After the wait alone', 'After the change'],
      moved.map(({ subject, parameter, before, control, after }) =>
        [subject, parameter, before, control, after].map(escapeMarkdown),
      ),
    ),
    '',
    ...(result.health === null ? [] : ["### Borrowers, by the chain's own health factors", '', ...health(result.health), '']),
    '### Events',
    '',
    ...eventTable(events),
  ]
}

function health({ borrowers, liquidatableControl, liquidatableAfter, madeLiquidatable, ...least }: SimulatedHealth): string[] {
  return [
    `- ${borrowers} borrowers; thinnest health factor ${factor(least.minHealthFactorControl)} without the change, ${factor(least.minHealthFactorAfter)} with it.`,
    `- Liquidatable without the change: ${liquidatableControl.accounts} with ${formatUsd(liquidatableControl.usd)} of debt; with it: ${liquidatableAfter.accounts} with ${formatUsd(liquidatableAfter.usd)}.`,
    `- Made liquidatable by the change: **${madeLiquidatable.accounts} accounts** with **${formatUsd(madeLiquidatable.usd)}** of debt.`,
    '',
    ...markdownTable(
      ['Account', 'Debt', 'Health factor without', 'with the change'],
      madeLiquidatable.list
        .slice(0, ACCOUNTS_SHOWN)
        .map(({ account, debtUsd, healthFactorControl, healthFactorAfter }) => [
          `\`${account}\``,
          formatUsd(debtUsd),
          factor(healthFactorControl),
          factor(healthFactorAfter),
        ]),
    ),
    ...(madeLiquidatable.list.length > ACCOUNTS_SHOWN ? [`… and ${madeLiquidatable.list.length - ACCOUNTS_SHOWN} more.`] : []),
  ]
}

function eventTable(events: SimulationSummary['events']): string[] {
  return markdownTable(
    ['Transaction', 'Contract', 'Event', 'Expected'],
    events.map((event) => [
      escapeMarkdown(event.step),
      `\`${event.address}\``,
      event.event === null ? `unknown, \`${event.topics[0] ?? 'no topic'}\`` : escapeMarkdown(event.event),
      event.isExpected === false ? '🔴 **no**' : 'yes',
    ]),
  )
}

function factor(healthFactor: string | null): string {
  return formatHealthFactor(healthFactor === null ? null : BigInt(healthFactor))
}
