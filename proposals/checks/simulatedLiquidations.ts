import { formatHealthFactor, formatUsd } from '../../core/format.js'
import type { Book } from '../../models/book/book.js'
import { unpricedIn } from '../../models/book/valuePositions.js'
import { healthSummary } from '../simulation/healthSummary.js'
import type { SimulationResult } from '../simulation/simulationResult.js'
import { targetOf } from '../targets/registry.js'
import { bookOf } from './bookOf.js'
import type { CheckContext } from './check.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'
import { executedSimulation } from './executedSimulation.js'

/** Count whom the change makes liquidatable by the chain's own health factors, against a copy that only waited as long. */
export const simulatedLiquidations = defineCheck({
  name: 'simulated-liquidations',
  question: "By the chain's own health factors, does the change make no more debt liquidatable than is allowed?",
  objections: (context) => {
    const executed = executedSimulation(context.simulation)
    if (executed === null) return [error('Whom the change makes liquidatable is not known: it did not get through a simulation.')]
    if (isWithoutHealth(context)) return []
    return [...overLimit(executed, context.guardrails.maxMadeLiquidatableUsd), ...unasked(executed, bookOf(context))]
  },
  passes: (context) => {
    if (isWithoutHealth(context)) return 'The protocol knows no health of an account, so nobody was asked about.'
    const { borrowers, minHealthFactorAfter } = healthSummary(context.simulation?.accounts ?? [])
    const thinnest = formatHealthFactor(minHealthFactorAfter === null ? null : BigInt(minHealthFactorAfter))
    return `None of ${borrowers} borrowers becomes liquidatable by the change; the thinnest health factor after it is ${thinnest}.`
  },
})

function isWithoutHealth({ proposal }: Pick<CheckContext, 'proposal'>): boolean {
  return targetOf(proposal.target).simulation.accountPlan === null
}

function overLimit({ accounts }: SimulationResult, limit: number): Objection[] {
  const { madeLiquidatable } = healthSummary(accounts)
  if (madeLiquidatable.accounts === 0) return []
  const what = `On a copy of the chain the change makes ${madeLiquidatable.accounts} accounts with ${formatUsd(madeLiquidatable.usd)} of debt liquidatable; the limit is ${formatUsd(limit)}.`
  return [madeLiquidatable.usd > limit ? error(what) : warning(what)]
}

function unasked({ accounts }: SimulationResult, book: Book): Objection[] {
  const asked = new Set(accounts.map(({ account }) => account.toLowerCase()))
  const isUnpriced = unpricedIn(book)
  const unpriced = book.accounts.filter(isUnpriced)
  const missing = book.accounts.filter((position) => !isUnpriced(position) && !asked.has(position.account.toLowerCase()))
  const notAsked =
    unpriced.length === 0
      ? []
      : [
          warning(
            `${unpriced.length} borrowers hold or owe a reserve without a price, such as ${unpriced[0]?.account}: the pool itself cannot tell their health.`,
          ),
        ]
  return missing.length === 0
    ? notAsked
    : [
        ...notAsked,
        warning(
          `${missing.length} borrowers came after the simulation's block and were not asked about, such as ${missing[0]?.account}.`,
        ),
      ]
}
