import { formatBps } from '../../../core/format.js'
import { points, show } from './guardrails/limit.js'
import { COLLATERAL_PARAMETERS, type CollateralParameters, type Parameter } from './parameter.js'
import type { AssetSnapshot } from '../../data/marketSnapshot.js'

import { logReturns } from '../../data/logReturns.js'
import type { ImpliedUse } from '../../volatility/forecastVolatility.js'
import type { AssetForecast } from './assetForecast.js'
import type { GuardedAsset } from './guardrails/limit.js'
import type { AssetWish } from './assetWish.js'
import type { ModelConfig } from '../modelConfig.js'
import type { Reason, TargetBand } from './recommendation.js'

/** Give a reason for every number of one asset: data, forecasts, tail, bonus, threshold, LTV, gate; or why it has no target. */
export function assetReasons({
  data,
  forecast,
  guarded,
  wish,
  proposed,
  notAdjustable,
  models,
}: {
  data: AssetSnapshot | undefined
  forecast: AssetForecast
  guarded: GuardedAsset | undefined
  wish: AssetWish | null
  /** What the guardrails leave of the wish. */
  proposed: CollateralParameters
  /** Why the reserve's state forbids a move, or null. */
  notAdjustable: string | null
  models: ModelConfig
}): Reason[] {
  const reasons: Reason[] = []
  const add = (code: string, text: string, figures: Reason['figures'] = {}) => reasons.push({ code, text, figures })

  if (guarded === undefined) add('notAllowed', 'It is not in the configuration, so it keeps its parameters.')
  else if (!guarded.isAdjustable) add('notAllowed', 'It is configured as not adjustable, so it keeps its parameters.')
  if (notAdjustable !== null) add('notAdjustable', `It keeps its parameters: ${notAdjustable}.`)
  if (data !== undefined) {
    const replaced = data.findings.filter(({ action }) => action === 'replaced').length
    add(
      'dataFindings',
      `${count(data.findings.length, 'finding')} in data of ${data.sources.join(', ') || 'no source'}; ${count(replaced, 'price')} replaced (see the findings).`,
      { findings: data.findings.length, replaced, sources: data.sources.length },
    )
    if (data.isSingleSource) add('singleSource', 'Only one source carries it: it may be tightened, never loosened.')
  }
  if (!forecast.isModelled) {
    add(forecast.code, `It has no target and keeps its price in the scenarios: ${forecast.because.replace(/\.$/, '')}.`)
    return reasons
  }
  const { volatility, tail, protection } = forecast
  const byModel = volatility.models.map(({ name, daily, weight }) => `${name} ${pct(daily)} at weight ${weight.toFixed(2)}`)
  add(
    'volatilityForecast',
    `The 1-day volatility forecast is ${pct(volatility.combinedDaily)} (${byModel.join(', ')}). The long-run EWMA (lambda ${models.tailLambda}) is ${pct(volatility.slowDaily)}; the last 30 days had ${pct(volatility.realisedDaily)}.`,
    {
      combinedDaily: volatility.combinedDaily,
      ...Object.fromEntries(volatility.models.map(({ name, daily }) => [`${name}Daily`, daily])),
      ...Object.fromEntries(volatility.models.map(({ name, weight }) => [`${name}Weight`, weight])),
      slowDaily: volatility.slowDaily,
      realisedDaily: volatility.realisedDaily,
      observations: volatility.observations,
    },
  )
  if (volatility.implied !== null) addImplied(add, volatility.implied)
  const worseDays = daysWorseThan(forecast.daily.close, tail.longRunLogLoss, models.horizonHours)
  // The tolerance is for 1 - p in float64: 0.999 asks for 1000 days and not for 1001.
  const daysForLevel = Math.ceil((1 / (1 - models.tailProbability)) * (1 - 1e-9))
  const blend = models.tailEstimator === 'blended' ? `: ${models.tailFilteredWeight} x filtered, the rest long-run` : ''
  const scaled = models.horizonHours === 24 ? '' : `, each scaled to ${models.horizonHours} h`
  const support = [
    `${worseDays} of the ${count(tail.observations, 'day')} lost more than the long-run one${scaled}.`,
    ...(tail.observations < daysForLevel
      ? [
          `A ${percentOf(models.tailProbability)} quantile needs ${daysForLevel.toLocaleString('en-US')} days; only ${tail.observations.toLocaleString('en-US')} are available.`,
        ]
      : []),
  ].join(' ')
  add(
    'tailLoss',
    `The ${models.horizonHours} h log loss at ${models.tailProbability} is ${pct(tail.logLoss)} by the ${models.tailEstimator} tail${blend}. The filtered quantile is ${pct(tail.filteredLogLoss)}, the long-run one ${pct(tail.longRunLogLoss)}. ${support}`,
    {
      logLoss: tail.logLoss,
      filteredLogLoss: tail.filteredLogLoss,
      longRunLogLoss: tail.longRunLogLoss,
      probability: models.tailProbability,
      observations: tail.observations,
      worseDays,
      daysForLevel,
    },
  )
  if (wish !== null) {
    addWish(add, wish, { proposed, models, protectionLogLoss: protection.logLoss })
    if (wish.band !== null) {
      addBand(add, wish.band, {
        asked: models.bandDraws,
        histories: forecast.draws.tail.length,
        held: volatility.models.flatMap(({ name, isHeld }) => (isHeld ? [name] : [])),
      })
    }
  }
  if (guarded !== undefined) {
    const { isOpen, because } = guarded.looseningGate
    add('looseningGate', `Loosening is ${isOpen ? 'open' : 'shut'}: ${because}.`, {
      isOpen: Number(isOpen),
      fastDaily: volatility.combinedDaily,
      slowDaily: volatility.slowDaily,
      isLastBarFinding: Number(data?.isLastBarFinding ?? true),
      ...(data?.unreadBars === undefined ? {} : { unreadBars: data.unreadBars }),
    })
  }
  return reasons
}

/** Count the daily log losses that are above a loss over the horizon, scaled to it as the tail's quantiles are. */
function daysWorseThan(closes: readonly number[], logLoss: number, horizonHours: number): number {
  const scale = Math.sqrt(horizonHours / 24)
  return logReturns(closes).filter((value) => -value * scale > logLoss).length
}

function addImplied(add: (code: string, text: string, figures?: Reason['figures']) => void, use: ImpliedUse): void {
  if (!use.isUsed) {
    add('impliedVolatility', `The forecast leaves implied volatility out, so logHarImplied is logHar: ${use.because}.`)
    return
  }
  const { source, horizonDays, annual, days, withoutDaily } = use
  const daily = annual / Math.sqrt(365)
  add(
    'impliedVolatility',
    `The implied volatility of the next ${horizonDays} days is ${pct(annual)} a year by ${source}, ${pct(daily)} a day; ${days} days of it were fitted. Without it the 1-day forecast would be ${pct(withoutDaily)}.`,
    { impliedAnnual: annual, impliedDaily: daily, horizonDays, days, withoutDaily },
  )
}

function addBand(
  add: (code: string, text: string, figures: Reason['figures']) => void,
  { ltvBps, ltBps, lbBps }: TargetBand,
  { asked, histories, held }: { readonly asked: number; readonly histories: number; readonly held: readonly string[] },
): void {
  const range = (parameter: Parameter, { p05, p50, p95 }: TargetBand['ltBps']) =>
    `${COLLATERAL_PARAMETERS[parameter].label} ${show(parameter, p05)} to ${show(parameter, p95)} (median ${show(parameter, p50)})`
  const ranges = [range('ltBps', ltBps), range('ltvBps', ltvBps), range('lbBps', lbBps)]
  add(
    'targetBand',
    [
      `Over ${histories} other histories and model parameters, the 5 to 95 % band of the model target is: ${ranges.join(', ')}.`,
      ...(histories < asked ? [`The tail estimator refused ${asked - histories} more.`] : []),
      ...(held.length === 0
        ? []
        : [`The data do not distinguish the parameters of ${held.join(' and ')}, so they are held fixed.`]),
    ].join(' '),
    {
      histories,
      ltP05Bps: ltBps.p05,
      ltP50Bps: ltBps.p50,
      ltP95Bps: ltBps.p95,
      ltvP05Bps: ltvBps.p05,
      ltvP50Bps: ltvBps.p50,
      ltvP95Bps: ltvBps.p95,
      lbP05Bps: lbBps.p05,
      lbP50Bps: lbBps.p50,
      lbP95Bps: lbBps.p95,
    },
  )
}

function addWish(
  add: (code: string, text: string, figures: Reason['figures']) => void,
  { bonus, lbForThresholdBps, threshold, loanToValue: ltv, feedDeviationBps }: AssetWish,
  {
    proposed,
    models,
    protectionLogLoss,
  }: { readonly proposed: CollateralParameters; readonly models: ModelConfig; readonly protectionLogLoss: number },
): void {
  const kept = bonus.protocolFee === 0 ? '' : ` the protocol keeps ${pct(bonus.protocolFee)} of the bonus;`
  add(
    'liquidationBonus',
    `A liquidation costs ${pct(bonus.cost)} and carries ${pct(bonus.priceRisk)} of price risk for ${models.executionMinutes} min;${kept} with a floor of ${pct(models.bonusFloor)} the bonus is ${pct(bonus.bonus)}.`,
    {
      cost: bonus.cost,
      priceRisk: bonus.priceRisk,
      protocolFee: bonus.protocolFee,
      floor: models.bonusFloor,
      bonus: bonus.bonus,
      lbBps: bonus.lbBps,
    },
  )
  add(
    'liquidationThreshold',
    `A tail loss of ${pct(threshold.quantileLoss)}, a feed that lags ${formatBps(feedDeviationBps)}, slippage of ${pct(models.slippage)} and the proposed bonus of ${show('lbBps', lbForThresholdBps)} leave ${pct(threshold.survival)}; a liquidation pays for itself up to ${pct(threshold.solvencyCap)}.`,
    {
      quantileLoss: threshold.quantileLoss,
      feedDeviationBps,
      slippage: models.slippage,
      lbBps: lbForThresholdBps,
      survival: threshold.survival,
      solvencyCap: threshold.solvencyCap,
      ltBps: threshold.ltBps,
    },
  )
  const asked = `The models ask for a loan-to-value ${points(ltv.gapBps)} below the threshold: the ${percentOf(models.protectionProbability)} loss is ${pct(ltv.protectionLoss)}.`
  const figures = { protectionLogLoss, protectionLoss: ltv.protectionLoss, gapBps: ltv.gapBps, ltvBps: ltv.ltvBps }
  const proposedGapBps = proposed.ltBps - proposed.ltvBps
  // A reserve without a threshold is not collateral: nobody borrows against it.
  if (proposed.ltBps === 0) add('loanToValue', asked, figures)
  else {
    const survivedFallBps = Math.max(0, Math.floor((10_000 * proposedGapBps) / proposed.ltBps))
    add(
      'loanToValue',
      `${asked} Proposed are ${points(proposedGapBps)}: a borrower at full loan-to-value survives a price fall of ${pct(survivedFallBps / 10_000)}.`,
      { ...figures, proposedGapBps, survivedFallBps },
    )
  }
}

function pct(fraction: number): string {
  return `${(fraction * 100).toFixed(2)} %`
}

/** Write a probability in percent with as many digits as it has: 0.999 is `99.9 %`. */
function percentOf(probability: number): string {
  return `${Number((100 * probability).toPrecision(6))} %`
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
