import { bookLosses } from '../../book/bookLosses.js'
import type { InsuranceFund } from '../../book/insuranceFund.js'
import { lossTermsOf } from '../../book/lossForms.js'
import { summariseLosses } from '../../book/lossSummary.js'
import type { Book, CollateralTerms } from '../../book/book.js'
import { valuePositions } from '../../book/valuePositions.js'
import { quantile } from '../../statistics/quantile.js'
import { bookInsuranceFund } from './bookInsuranceFund.js'
import { historicalReplay } from './historicalReplay.js'
import type { ModelConfig } from '../modelConfig.js'
import type { Recommendation } from './recommendation.js'
import { type ModelledAsset, scenarioCorrelation, scenarioShocks } from './scenarioShocks.js'

/** What {@link scenarioOutcome} finds: every figure is there. */
export interface ScenarioOutcome {
  readonly scenarios: Recommendation['scenarios'] & {
    readonly liquidatedUsdCurrent: number
    readonly liquidatedUsdProposed: number
    readonly badDebt: NonNullable<Recommendation['scenarios']['badDebt']>
  }
  readonly replays: Recommendation['replays']
  readonly insuranceFund: { readonly current: InsuranceFund; readonly proposed: InsuranceFund }
}

/**
 * Compare the live and the proposed parameters by what they let today's positions lose: in joint price scenarios, on the days of history, and
 * in the insurance fund that both ask for.
 *
 * Both see the same scenarios. The configured correlation and the combined volatility forecasts drive them; a reserve that is not modelled (a
 * stable coin, an excluded asset) keeps its price. Where nobody owes anything no scenario is drawn: every loss is 0.
 *
 * @param forecasts - modelled assets in order of their symbols, which are reserves of the market.
 * @throws what {@link scenarioCorrelation} throws.
 */
export function scenarioOutcome({
  state,
  proposed,
  forecasts,
  models,
}: {
  state: Book
  proposed: ReadonlyMap<string, CollateralTerms>
  forecasts: readonly ModelledAsset[]
  models: ModelConfig
}): ScenarioOutcome {
  const { scenarioProbability: probability, scenarioCount: count } = models
  const correlation = scenarioCorrelation(
    forecasts.map(({ forecast }) => forecast.daily),
    models,
  )
  const book = valuePositions(state)
  const shocks = scenarioShocks({ book, forecasts, correlation, models })
  const terms = { current: lossTermsOf(state, models.slippage), proposed: lossTermsOf(state, models.slippage, proposed) }
  const losses = {
    current: bookLosses({ book, terms: terms.current, shocks, count }),
    proposed: bookLosses({ book, terms: terms.proposed, shocks, count }),
  }
  const replays = historicalReplay({
    book,
    terms,
    assets: forecasts.map(({ asset, forecast: { daily } }) => ({ asset, daily })),
    worstDays: models.replayWorstDays,
  })
  const fund = (of: 'current' | 'proposed') =>
    bookInsuranceFund({
      book,
      terms: terms[of],
      shocks,
      badDebtUsd: losses[of].badDebtUsd,
      worstReplayUsd: replays.worstBadDebtUsd[of],
      models,
    })
  return {
    scenarios: {
      probability,
      horizonHours: models.horizonHours,
      count,
      seed: models.seed,
      liquidatedUsdCurrent: quantile(losses.current.liquidatedUsd, probability),
      liquidatedUsdProposed: quantile(losses.proposed.liquidatedUsd, probability),
      badDebt: {
        current: summariseLosses(losses.current.badDebtUsd, probability),
        proposed: summariseLosses(losses.proposed.badDebtUsd, probability),
      },
      correlation: { assets: forecasts.map(({ asset }) => asset), matrix: correlation.map((row) => [...row]) },
    },
    replays,
    insuranceFund: { current: fund('current'), proposed: fund('proposed') },
  }
}
