import type { SimulatedAccount, SimulatedHealth } from './simulationResult.js'

/** A health factor of one, with the 18 decimals of the chain. */
const ONE = 10n ** 18n

/**
 * Sum up what a change does to borrowers, by the chain's own health factors in both copies.
 *
 * An account counts as made liquidatable when its factor is at least 1 without the change and below 1 with it. Debts are added up in the order given.
 */
export function healthSummary(accounts: readonly SimulatedAccount[]): SimulatedHealth {
  const isBelow = (factor: string) => BigInt(factor) < ONE
  const group = (members: readonly SimulatedAccount[]) => ({
    accounts: members.length,
    usd: members.reduce((sum, { debtUsd }) => sum + debtUsd, 0),
  })
  const liquidatableControl = accounts.filter(({ healthFactorControl }) => isBelow(healthFactorControl))
  const liquidatableAfter = accounts.filter(({ healthFactorAfter }) => isBelow(healthFactorAfter))
  const made = liquidatableAfter.filter(({ healthFactorControl }) => !isBelow(healthFactorControl))
  return {
    borrowers: accounts.length,
    liquidatableControl: group(liquidatableControl),
    liquidatableAfter: group(liquidatableAfter),
    madeLiquidatable: { ...group(made), list: [...made].sort((a, b) => compare(a.healthFactorAfter, b.healthFactorAfter)) },
    minHealthFactorControl: least(accounts.map(({ healthFactorControl }) => healthFactorControl)),
    minHealthFactorAfter: least(accounts.map(({ healthFactorAfter }) => healthFactorAfter)),
  }
}

function compare(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function least(factors: readonly string[]): string | null {
  return factors.reduce<string | null>((found, factor) => (found === null || compare(factor, found) < 0 ? factor : found), null)
}
