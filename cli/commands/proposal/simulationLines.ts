import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { formatUsd, isoTime } from '../../../core/format.js'
import { simulatedBytesObjections } from '../../../proposals/checks/simulationSucceeded.js'
import type { Proposal } from '../../../proposals/proposal.js'
import type { ProposalView } from '../../../proposals/proposalView.js'
import { movedParameters } from '../../../proposals/simulation/parameterValue.js'
import {
  type SimulatedHealth,
  type SimulationResult,
  simulationResultSchema,
} from '../../../proposals/simulation/simulationResult.js'
import { printable } from '../../output/printable.js'
import type { Session } from '../../session.js'

/** What `proposal show` tells of a simulation; null where there is none, or where its evidence cannot be read. */
export interface SimulationSummary {
  readonly simulation: SimulationResult | null
  readonly lines: readonly string[]
}

/** Sum a proposal's simulation up for a signer, from its stored evidence. Evidence that cannot be read is a red line, not a failure. */
export async function summariseSimulation(
  session: Session,
  { simulation: claim }: ProposalView,
  proposal: Proposal,
): Promise<SimulationSummary> {
  const { colors } = session
  const title = colors.bold('Simulation')
  if (claim === null) return { simulation: null, lines: [title, '  not run yet'] }
  try {
    const { evidence: store } = await session.openEvidence()
    const simulation = printable(await store.get(claim, simulationResultSchema))
    const [objection] = simulatedBytesObjections(proposal, simulation)
    if (objection !== undefined) return { simulation: null, lines: [title, `  ${colors.red(objection.message)}`] }
    return { simulation, lines: [title, ...resultLines(session, simulation)] }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    return { simulation: null, lines: [title, `  ${colors.red(printable(error.shortMessage))}`] }
  }
}

function resultLines(
  { colors }: Session,
  { block, outcome, failure, transactions, parameters, health }: SimulationResult,
): string[] {
  const at = `on a copy of the chain at block ${block.number} (${isoTime(block.timestampSeconds)})`
  if (outcome !== 'executed')
    return [`  ${colors.red(`not executed ${at}`)}: ${failure === null ? outcome : `${failure.step}: ${failure.reason}`}`]
  const gas = transactions.map(({ step, gasUsed }) => `${step} took ${gasUsed} gas`).join(', ')
  return [
    `  executed ${at}: ${gas}`,
    ...movedParameters(parameters).map(
      ({ subject, parameter, control, after }) => `  ${subject} ${parameter}: ${control} → ${after}`,
    ),
    ...(health === null ? [] : healthLines(colors, health)),
  ]
}

function healthLines(
  colors: Session['colors'],
  { borrowers, liquidatableControl, liquidatableAfter, madeLiquidatable }: SimulatedHealth,
): string[] {
  const made = `made liquidatable by the change: ${madeLiquidatable.accounts} of ${borrowers} borrowers, ${formatUsd(madeLiquidatable.usd)} of debt`
  return [
    `  ${madeLiquidatable.accounts === 0 ? made : colors.red(made)}`,
    `  liquidatable without it: ${liquidatableControl.accounts} (${formatUsd(liquidatableControl.usd)}); with it: ${liquidatableAfter.accounts} (${formatUsd(liquidatableAfter.usd)})`,
  ]
}
