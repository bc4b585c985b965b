import { describe, expect, it } from '@jest/globals'
import type { Check, CheckContext, CheckResult } from '../../../proposals/checks/check.js'
import type { Recommendation } from '../../../models/policy/collateral/recommendation.js'
import type { AaveV3State } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import { context } from './fixture.js'
import type { SafeTimelockContext } from './onSafeTimelock.js'

/** The handmade context: its recommendation is the collateral policy's. */
interface HandmadeContext extends Omit<SafeTimelockContext, 'recommendation' | 'reviewedMarket' | 'live'> {
  readonly recommendation: Recommendation
  readonly reviewedMarket?: AaveV3State
  readonly live: Omit<SafeTimelockContext['live'], 'market'> & { readonly market: AaveV3State }
}

/** One way in which a check objects. */
export interface ObjectionCase {
  readonly name: string
  readonly severity: CheckResult['severity']
  /** What the message must say. */
  readonly says: RegExp
  readonly change: (context: CheckContext) => CheckContext
}

/** Test a check: it passes on the handmade context, and objects to each change of it as the case says, and by name. */
export function testCheck(check: Check, cases: readonly ObjectionCase[]): void {
  describe(check.name, () => {
    it('default', () => {
      const results = check.run(context)
      expect(results).toHaveLength(1)
      expect(results[0]).toMatchObject({ check: check.name, severity: 'info' })
    })

    for (const { name, severity, says, change } of cases) {
      it(`${severity === 'error' ? 'error' : 'behavior'}: ${name}`, () => {
        const changed = change(structuredClone(context) as CheckContext)
        const results = check.run(changed).filter((result) => result.severity === severity)
        expect(results.map(({ message }) => message).join('\n')).toMatch(says)
      })
    }
  })
}

/** A context that may be written to: the clone that a case is given. */
export type Mutable<T> = T extends string | number | bigint | boolean | null | undefined
  ? T
  : { -readonly [Key in keyof T]: Mutable<T[Key]> }

/** Change a clone in place. */
export function edit(write: (context: Mutable<HandmadeContext>) => void): ObjectionCase['change'] {
  return (clone) => {
    write(clone as Mutable<HandmadeContext>)
    return clone
  }
}
