import type { BookLosses } from './bookLosses.js'

/**
 * Find the worst scenarios: by bad debt, of equal ones by liquidated debt, of equal ones the first.
 *
 * @param losses - arrays of one length.
 * @param count - how many; a scenario without liquidated and without bad debt is never among them.
 * @returns indices, the worst first.
 */
export function worstScenarios({ badDebtUsd, liquidatedUsd }: BookLosses, count: number): number[] {
  const badDebt = (s: number) => badDebtUsd[s] as number
  const liquidated = (s: number) => liquidatedUsd[s] as number
  return Array.from(badDebtUsd.keys())
    .filter((s) => badDebt(s) > 0 || liquidated(s) > 0)
    .sort((a, b) => badDebt(b) - badDebt(a) || liquidated(b) - liquidated(a) || a - b)
    .slice(0, count)
}
