import { formatParameter } from '../../../../core/parameters.js'
import { durationMs } from '../../../../core/duration.js'
import type { QuantileBand } from '../../../statistics/bootstrap.js'
import { COLLATERAL_PARAMETERS, lastChangeOf, type Parameter } from '../parameter.js'
import type { TargetBand } from '../recommendation.js'
import { type GuardrailContext, type Limit, type LimitRule, points, show, whyNotAdjustable } from './limit.js'

const BOUND_OF = { ltvBps: 'ltv', ltBps: 'lt', lbBps: 'lb' } as const

/**
 * Keep each parameter within its absolute bounds; one that is outside already may only stay or move toward them.
 *
 * A bound never pushes against the models' wish: a value outside keeps its place until the models ask for a move toward it.
 */
const absoluteBound: LimitRule = ({ live, guardrails }, parameter) => {
  const { minBps, maxBps } = guardrails.bounds[BOUND_OF[parameter]]
  const current = live.parameters[parameter]
  const bounds = `its bounds are ${bound(parameter, minBps)} to ${bound(parameter, maxBps)}`
  const because = current < minBps || current > maxBps ? `${bounds}, and it stands at ${show(parameter, current)}` : bounds
  return [
    { guardrail: 'absoluteBound', side: 'atLeast', bps: Math.min(current, minBps), because },
    { guardrail: 'absoluteBound', side: 'atMost', bps: Math.max(current, maxBps), because },
  ]
}

/**
 * Make a parameter wait before it moves again; set-up is exempt. Chain time counts, and anyone's change.
 *
 * A tightening waits for the parameter's own last change, so that a market in distress can be followed on every parameter. A loosening waits for
 * the last change of any parameter of the reserve: an emergency that switched LTV off an hour ago loosens nothing.
 */
const cooldown: LimitRule = ({ live, guardrails, nowSeconds }, parameter) => {
  const current = live.parameters[parameter]
  const { label } = COLLATERAL_PARAMETERS[parameter]
  const limits: Limit[] = []
  for (const [speed, forbid, what, changedAtSeconds] of [
    ['tighten', noTightening, `the ${label} of ${live.asset}`, live.lastChangedAtSeconds[parameter]],
    ['loosen', noLoosening, live.asset, lastChangeOf(live)],
  ] as const) {
    const wait = guardrails[speed].cooldown
    if (changedAtSeconds === null || (nowSeconds - changedAtSeconds) * 1_000 >= durationMs(wait)) continue
    const hours = Math.floor((nowSeconds - changedAtSeconds) / 3_600)
    const because = `${what} last changed ${hours} h ago and may ${speed} again only ${wait} after a change`
    limits.push(forbid(parameter, current, { guardrail: 'cooldown', because }))
  }
  return limits
}

/** Keep the venue's own limits on a parameter, the lowest of each. One that stands above already may stay. */
const venueLimits: LimitRule = ({ live }, parameter) => {
  const lowest = live.limits.find((limit) => limit.parameter === parameter)
  if (lowest === undefined) return []
  const bps = Math.max(live.parameters[parameter], Number(lowest.atMost))
  return [{ guardrail: lowest.rule, side: 'atMost', bps, because: lowest.because }]
}

/** Let an asset be loosened only while the market is calm: fast forecast not above the slow one, last bar without finding, every recent bar with a range. */
const loosenGate: LimitRule = ({ live, asset }, parameter) =>
  asset === undefined || asset.looseningGate.isOpen
    ? []
    : [
        noLoosening(parameter, live.parameters[parameter], {
          guardrail: 'loosenGate',
          because: `loosening is shut, since ${asset.looseningGate.because}`,
        }),
      ]

/** Never set a parameter to what a protocol reads as "none": LTV or threshold to 0, bonus to par. Such steps are governance's alone. */
const neverToZero: LimitRule = ({ live }, parameter) => {
  const lowest = Number(COLLATERAL_PARAMETERS[parameter].off ?? -1) + 1
  const bps = Math.min(live.parameters[parameter], lowest)
  return [{ guardrail: 'neverToZero', side: 'atLeast', bps, because: 'a change never switches it off' }]
}

/**
 * Hold an asset that is inactive, paused, frozen or no collateral, and an LTV of 0.
 *
 * An LTV of 0 is a decision of governance to stop new borrowing against the asset: only governance takes it back.
 */
const notAdjustable: LimitRule = ({ live }, parameter) => {
  const current = live.parameters[parameter]
  const because =
    whyNotAdjustable(live) ??
    (parameter === 'ltvBps' && current === 0 ? `borrowing against ${live.asset} is switched off: its LTV is 0` : null)
  return because === null ? [] : noMove(parameter, current, { guardrail: 'notAdjustable', because })
}

/** Hold every asset that is not on the allow-list: one without configuration, or configured as not adjustable. */
const notAllowed: LimitRule = ({ live, asset }, parameter) => {
  if (asset?.isAdjustable) return []
  const because =
    asset === undefined ? `${live.asset} is not in the configuration` : `${live.asset} is configured as not adjustable`
  return noMove(parameter, live.parameters[parameter], { guardrail: 'notAllowed', because })
}

/** Let an asset with one source be tightened, never loosened: nothing confirms its prices. */
const singleSource: LimitRule = ({ live, asset }, parameter) =>
  asset?.isSingleSource
    ? [
        noLoosening(parameter, live.parameters[parameter], {
          guardrail: 'singleSource',
          because: `only one source carries ${live.asset}, so it is never loosened`,
        }),
      ]
    : []

/** Limit the move of one change: LTV and threshold by their direction's step, the bonus by its own either way. */
const stepLimit: LimitRule = ({ live, guardrails }, parameter) => {
  const current = live.parameters[parameter]
  const isBonus = parameter === 'lbBps'
  const down = isBonus ? guardrails.maxBonusStepBps : guardrails.tighten.maxStepBps
  const up = isBonus ? guardrails.maxBonusStepBps : guardrails.loosen.maxStepBps
  return [
    { guardrail: 'stepLimit', side: 'atLeast', bps: current - down, because: `one change lowers it by ${points(down)} at most` },
    { guardrail: 'stepLimit', side: 'atMost', bps: current + up, because: `one change raises it by ${points(up)} at most` },
  ]
}

// The order decides only which guardrail a cut is named after: the reason that holds longest comes first, the step last.
const STANDING: readonly LimitRule[] = [notAllowed, notAdjustable, singleSource, venueLimits]
const PASSING: readonly LimitRule[] = [loosenGate, cooldown, absoluteBound, neverToZero, stepLimit]

/**
 * Collect what all guardrails on single parameters allow one parameter to be.
 *
 * @param band - how uncertain the target is, as far as it is known.
 */
export function parameterLimits(context: GuardrailContext, parameter: Parameter, band: Partial<TargetBand> | null): Limit[] {
  const rules = (all: readonly LimitRule[]) => all.flatMap((rule) => rule(context, parameter))
  return [...rules(STANDING), ...withinBand(context, parameter, band), ...rules(PASSING)]
}

/** A bound at which the parameter is off is a number too. */
function bound(parameter: Parameter, bps: number): string {
  return formatParameter({ ...COLLATERAL_PARAMETERS[parameter], off: null }, bps)
}

type Cause = Pick<Limit, 'guardrail' | 'because'>

/** Forbid to loosen a parameter: LTV and threshold at most, bonus at least the current value. */
function noLoosening(parameter: Parameter, currentBps: number, cause: Cause): Limit {
  return { ...cause, side: COLLATERAL_PARAMETERS[parameter].tighter === 'higher' ? 'atLeast' : 'atMost', bps: currentBps }
}

/** Forbid to tighten a parameter: LTV and threshold at least, bonus at most the current value. */
function noTightening(parameter: Parameter, currentBps: number, cause: Cause): Limit {
  return { ...cause, side: COLLATERAL_PARAMETERS[parameter].tighter === 'higher' ? 'atMost' : 'atLeast', bps: currentBps }
}

/** Forbid to move a parameter. */
function noMove(parameter: Parameter, currentBps: number, cause: Cause): Limit[] {
  return [noLoosening(parameter, currentBps, cause), noTightening(parameter, currentBps, cause)]
}

/**
 * Hold a parameter whose current value lies within the band of its target: the data do not tell the two apart.
 *
 * LTV follows its threshold: it may fall where the threshold's band frees the threshold, and rise where that band frees it upward, whatever
 * LTV's own band says. A threshold that is known to be too high is no reason to lend more.
 *
 * @param band - of the target's parameters that are known so far; null where the uncertainty is not known, and then nothing is held.
 */
function withinBand({ live, guardrails }: GuardrailContext, parameter: Parameter, band: Partial<TargetBand> | null): Limit[] {
  const current = live.parameters
  const own = band?.[parameter]
  if (own === undefined || guardrails.bandGate === 'none' || !includes(own, current[parameter])) return []
  const because = `the band of the model target, ${show(parameter, own.p05)} to ${show(parameter, own.p95)}, includes the current value`
  const cause = { guardrail: 'withinBand', because } as const
  const threshold = parameter === 'ltvBps' ? band?.ltBps : undefined
  if (threshold !== undefined && current.ltBps < threshold.p05) return []
  const isHeldBothWays = guardrails.bandGate === 'all' && (parameter !== 'ltvBps' || includes(threshold, current.ltBps))
  return isHeldBothWays ? noMove(parameter, current[parameter], cause) : [noLoosening(parameter, current[parameter], cause)]
}

function includes(band: QuantileBand | undefined, bps: number): boolean {
  return band !== undefined && band.p05 <= bps && bps <= band.p95
}
