import { unpricedIn } from '../../models/book/valuePositions.js'
import type { Book } from '../../models/book/book.js'
import { readAll } from '../../proposals/read/combinePlans.js'
import { compareParameters, type ParameterValue } from '../../proposals/simulation/parameterValue.js'
import type { SimulatedAccount, SimulatedParameter } from '../../proposals/simulation/simulationResult.js'
import type { AccountHealth, TargetSimulation } from '../../proposals/simulation/targetSimulation.js'
import type { ChainState } from '../../proposals/targets/chainState.js'
import type { TargetContracts } from '../../proposals/targets/targetContracts.js'
import { runForkPlan } from './runForkPlan.js'
import type { ForkClient } from './startFork.js'
import type { Forks } from './withForks.js'

/** Accounts whose plans are held in memory at once. */
const ACCOUNTS_AT_ONCE = 2_000

/** Readings of two forks, side by side. */
export interface ForkComparison {
  /** Read the parameters before anything was done. */
  readonly parametersBefore: () => Promise<readonly ParameterValue[]>
  /** Read the parameters of both forks as they are now. */
  readonly parameters: (before: readonly ParameterValue[]) => Promise<SimulatedParameter[]>
  /** Ask both forks about every borrower whose holdings all have a price, in the book's order; null where the protocol knows no health. */
  readonly accounts: (usdDecimals: number) => Promise<SimulatedAccount[] | null>
}

/** Make the readings of a target on two forks. Nothing is read yet. */
export function compareForks(
  { change, control }: Forks,
  input: {
    readonly simulation: TargetSimulation
    readonly contracts: TargetContracts
    readonly state: ChainState
    readonly book: Book
    readonly onProgress: () => void
  },
): ForkComparison {
  const { simulation, contracts, state, book, onProgress } = input
  const { accountPlan } = simulation
  const parametersOf = (client: ForkClient) => runForkPlan(client, simulation.parametersPlan({ contracts, state }), onProgress)
  // The pool reverts for an account that holds or owes what has no price: its health is nowhere, on neither copy.
  const isUnpriced = unpricedIn(book)
  const borrowers = book.accounts.filter((account) => !isUnpriced(account)).map(({ account }) => account)
  const healthOf = async (client: ForkClient, plan: NonNullable<typeof accountPlan>): Promise<AccountHealth[]> => {
    const found: AccountHealth[] = []
    for (let from = 0; from < borrowers.length; from += ACCOUNTS_AT_ONCE) {
      const plans = borrowers.slice(from, from + ACCOUNTS_AT_ONCE).map((account) => plan({ contracts, account }))
      found.push(...(await runForkPlan(client, readAll(plans), onProgress)))
    }
    return found
  }
  return {
    parametersBefore: () => parametersOf(control),
    parameters: async (before) => {
      const [inControl, after] = await Promise.all([parametersOf(control), parametersOf(change)])
      return compareParameters({ before, control: inControl, after })
    },
    accounts: async (usdDecimals) => {
      if (accountPlan === null) return null
      const [inControl, after] = await Promise.all([healthOf(control, accountPlan), healthOf(change, accountPlan)])
      return inControl.map(({ account, debt, healthFactor }, i) => ({
        account,
        debtUsd: Number(debt) / 10 ** usdDecimals,
        healthFactorControl: healthFactor.toString(),
        healthFactorAfter: (after[i] as AccountHealth).healthFactor.toString(),
      }))
    },
  }
}
