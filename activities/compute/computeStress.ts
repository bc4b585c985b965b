import { bookLosses } from '../../models/book/bookLosses.js'
import type { InsuranceFund } from '../../models/book/insuranceFund.js'
import { liquidatedDebtUsd } from '../../models/book/liquidatedDebtUsd.js'
import { liquidatedOnPathsUsd } from '../../models/book/liquidatedOnPathsUsd.js'
import { lossTermsOf } from '../../models/book/lossForms.js'
import { type LossSummary, summariseLosses } from '../../models/book/lossSummary.js'
import type { Book, LiquidationRule } from '../../models/book/book.js'
import { usdOf } from '../../models/book/thresholds.js'
import { valuePositions } from '../../models/book/valuePositions.js'
import { bookInsuranceFund } from '../../models/policy/collateral/bookInsuranceFund.js'
import { historicalReplay, type HistoricalReplay } from '../../models/policy/collateral/historicalReplay.js'
import type { ModelConfig } from '../../models/policy/modelConfig.js'
import {
  type ModelledAsset,
  scenarioCorrelation,
  scenarioPaths,
  scenarioShocks,
} from '../../models/policy/collateral/scenarioShocks.js'
import { type PriceShock, shockReturns } from '../../models/scenarios/jointScenarios.js'
import { computeBadDebt } from './computeBadDebt.js'
import { computePaths } from './computePaths.js'
import type { ComputePool } from './computePool.js'

/** What is lost in one scenario, USD. */
export interface Losses {
  /** What the venue lets liquidators close at once. */
  readonly liquidatedUsd: number
  readonly badDebtUsd: number
}

/** What a market's positions lose under its live parameters. */
export interface Stress {
  readonly borrowers: number
  readonly debtUsd: number
  /** The venue's rule, by which liquidated debt counts; whole debts count where it is left out. */
  readonly liquidation?: LiquidationRule
  /** At the oracle's prices, before anything moves. */
  readonly now: Losses
  readonly paths: {
    readonly count: number
    readonly steps: number
    readonly horizonHours: number
    readonly seed: number
    /** Of quantiles and expected shortfalls. */
    readonly probability: number
    /** At the paths' ends. */
    readonly liquidated: LossSummary
    /** At some step of the path, at least. */
    readonly liquidatedOnTheWay: LossSummary
    /** At the paths' ends. */
    readonly badDebt: LossSummary
  }
  readonly replays: Omit<HistoricalReplay, 'worstBadDebtUsd' | 'worstDays'> & {
    readonly worstDays: readonly ({ readonly day: string; readonly logReturns: readonly number[] } & Losses)[]
  }
  readonly shocks: readonly ({ readonly moves: PriceShock } & Losses)[]
  readonly insuranceFund: InsuranceFund
}

/**
 * Stress a market's positions under its live parameters: on joint price paths, on the days of history and under given shocks.
 *
 * Bad debt is taken where the paths end: nobody sells during the horizon, and what is liquidated then is sold at prices of one moment. Path
 * minima are not of one moment, so they only tell which debt was liquidatable on the way (see liquidatedOnPathsUsd). The insurance fund is
 * the one of a recalibration at the same block: by its joint scenarios, which are other draws than the paths. Paths and bad debt are
 * computed on the pool; no number depends on its threads.
 *
 * @param forecasts - modelled assets in order of their symbols, which are reserves of the market; the others keep their price.
 * @throws {InconsistentStateError} when the state contradicts itself; what scenarioPaths throws; the signal's reason when it is aborted.
 */
export async function computeStress({
  pool,
  state,
  forecasts,
  models,
  shocks,
  signal,
}: {
  readonly pool: ComputePool
  readonly state: Book
  readonly forecasts: readonly ModelledAsset[]
  readonly models: ModelConfig
  readonly shocks: readonly PriceShock[]
  readonly signal?: AbortSignal | undefined
}): Promise<Stress> {
  const { scenarioCount: count, scenarioProbability: probability } = models
  const book = valuePositions(state)
  const terms = lossTermsOf(state, models.slippage)
  const { thresholds, rule } = terms

  const model = scenarioPaths(
    forecasts.map(({ forecast }) => forecast),
    models,
  )
  const { logReturns, logMinima } = await computePaths({ pool, model, count, signal })
  const paths = forecasts.map(({ asset }, i) => ({
    asset,
    logReturns: logReturns[i] as Float64Array,
    logMinima: logMinima[i] as Float64Array,
  }))
  const badDebtUsd = await computeBadDebt({ pool, signal, book, ...terms, shocks: paths, count })
  const correlation = scenarioCorrelation(
    forecasts.map(({ forecast: { daily } }) => daily),
    models,
  )
  const scenarios = scenarioShocks({ book, forecasts, correlation, models })

  const { worstBadDebtUsd, worstDays, ...replays } = historicalReplay({
    book,
    terms: { current: terms, proposed: terms },
    assets: forecasts.map(({ asset, forecast: { daily } }) => ({ asset, daily })),
    worstDays: models.replayWorstDays,
  })
  const given = bookLosses({ book, terms, shocks: shockReturns(shocks), count: shocks.length })
  const still = bookLosses({ book, terms, shocks: [], count: 1 })
  const owing = book.positions.filter(({ totalDebt }) => totalDebt > 0n)
  return {
    borrowers: owing.length,
    debtUsd: owing.reduce((sum, { totalDebt }) => sum + usdOf(totalDebt, book.decimals), 0),
    ...(rule === undefined ? {} : { liquidation: rule }),
    now: { liquidatedUsd: still.liquidatedUsd[0] as number, badDebtUsd: still.badDebtUsd[0] as number },
    paths: {
      count,
      steps: model.steps,
      horizonHours: model.horizonHours,
      seed: model.seed,
      probability,
      liquidated: summariseLosses(liquidatedDebtUsd({ book, thresholds, rule, shocks: paths, count }), probability),
      liquidatedOnTheWay: summariseLosses(liquidatedOnPathsUsd({ book, thresholds, rule, paths, count }), probability),
      badDebt: summariseLosses(badDebtUsd, probability),
    },
    replays: {
      ...replays,
      worstDays: worstDays.map(({ day, logReturns: moves, current }) => ({ day, logReturns: moves, ...current })),
    },
    shocks: shocks.map((moves, i) => ({
      moves,
      liquidatedUsd: given.liquidatedUsd[i] as number,
      badDebtUsd: given.badDebtUsd[i] as number,
    })),
    insuranceFund: bookInsuranceFund({
      book,
      terms,
      shocks: scenarios,
      badDebtUsd: await computeBadDebt({ pool, signal, book, ...terms, shocks: scenarios, count }),
      worstReplayUsd: worstBadDebtUsd.current,
      models,
    }),
  }
}
