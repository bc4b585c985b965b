import { durationMs } from '../../../core/durationMs.js'
import { noLoosening, noTightening } from './directionLimits.js'
import type { Limit, LimitRule } from './limit.js'

/**
 * Make the asset wait after its last change on chain, anyone's, before it is tightened or loosened again; set-up is exempt.
 *
 * Chain time counts. The two directions wait differently; the bonus waits as the other parameters do (up tightens, down loosens).
 */
export const cooldown: LimitRule = ({ reserve, guardrails, nowSeconds }, parameter) => {
  if (reserve.lastChangedAtSeconds === null) return []
  const elapsedMs = (nowSeconds - reserve.lastChangedAtSeconds) * 1_000
  const current = reserve.parameters[parameter]
  const limits: Limit[] = []
  for (const [speed, forbid] of [
    ['tighten', noTightening],
    ['loosen', noLoosening],
  ] as const) {
    const wait = guardrails[speed].cooldown
    if (elapsedMs >= durationMs(wait)) continue
    limits.push(
      forbid(parameter, current, {
        guardrail: 'cooldown',
        because: `${reserve.asset} last changed ${Math.floor(elapsedMs / 3_600_000)} h ago and may ${speed} again only ${wait} after a change`,
      }),
    )
  }
  return limits
}
