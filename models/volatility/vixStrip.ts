import {
  DegenerateSeriesError,
  InvalidParameterError,
  InvalidSeriesValueError,
  MisalignedSeriesError,
  SeriesTooShortError,
} from '../errors.js'

/** Quotes of the call and the put at one strike, in units of the underlying's price; a bid of 0 is no bid. */
export interface OptionQuotes {
  readonly strike: number
  readonly callBid: number
  readonly callAsk: number
  readonly putBid: number
  readonly putAsk: number
}

/** Strikes without a bid, one after the other, beyond which no quote is read. */
const SILENT_STRIKES = 2

/**
 * Choose the options that a variance is made of: out of the money, with a bid, up to the first two strikes in a row without one.
 *
 * @param quotes - one expiry, ascending in strike.
 * @param years - time to expiry in years of 365 days.
 * @param riskFreeRate - continuously compounded, a year.
 * @throws {SeriesTooShortError} when fewer than two options qualify.
 * @throws {InvalidSeriesValueError} when strikes do not ascend or a quote is negative or not finite.
 * @throws {InvalidParameterError} when years is not positive or the rate not finite.
 * @source Cboe, Volatility Index Methodology: Cboe Volatility Index (2019), steps 1 and 2. Departure: where no strike is at or below the
 * forward the lowest strike stands at the money.
 */
export function selectStrip({
  quotes,
  years,
  riskFreeRate,
}: {
  quotes: readonly OptionQuotes[]
  years: number
  riskFreeRate: number
}): OptionStrip {
  if (!(years > 0 && years < Infinity)) {
    throw new InvalidParameterError({ parameter: 'years', value: years, demand: 'positive and finite' })
  }
  if (!Number.isFinite(riskFreeRate)) {
    throw new InvalidParameterError({ parameter: 'riskFreeRate', value: riskFreeRate, demand: 'finite' })
  }
  checkQuotes(quotes)
  const callMid = ({ callBid, callAsk }: OptionQuotes) => (callBid + callAsk) / 2
  const putMid = ({ putBid, putAsk }: OptionQuotes) => (putBid + putAsk) / 2
  const twoSided = quotes.filter(({ callBid, putBid }) => callBid > 0 && putBid > 0)
  const closest = twoSided.reduce<OptionQuotes | undefined>((best, quote) => {
    const gap = (q: OptionQuotes) => Math.abs(callMid(q) - putMid(q))
    return best === undefined || gap(quote) < gap(best) ? quote : best
  }, undefined)
  if (closest === undefined) throw new SeriesTooShortError({ what: 'An option strip', observations: 0, required: 2 })
  const forward = closest.strike + Math.exp(riskFreeRate * years) * (callMid(closest) - putMid(closest))
  const centre = Math.max(
    0,
    quotes.findLastIndex(({ strike }) => strike <= forward),
  )
  const middle = quotes[centre] as OptionQuotes
  const puts = withBid(quotes.slice(0, centre).reverse(), ({ putBid }) => putBid).reverse()
  const calls = withBid(quotes.slice(centre + 1), ({ callBid }) => callBid)
  const chosen = [
    ...puts.map((quote) => ({ strike: quote.strike, mid: putMid(quote) })),
    { strike: middle.strike, mid: (callMid(middle) + putMid(middle)) / 2 },
    ...calls.map((quote) => ({ strike: quote.strike, mid: callMid(quote) })),
  ]
  if (chosen.length < 2) throw new SeriesTooShortError({ what: 'An option strip', observations: chosen.length, required: 2 })
  const [strikes, mids] = [chosen.map(({ strike }) => strike), chosen.map(({ mid }) => mid)]
  return { strikes, mids, forward, atTheMoney: middle.strike, years, riskFreeRate }
}

/** Take quotes outward until two in a row have no bid; a single one without is left out. */
function withBid(outward: readonly OptionQuotes[], bidOf: (quote: OptionQuotes) => number): OptionQuotes[] {
  const chosen: OptionQuotes[] = []
  let silent = 0
  for (const quote of outward) {
    silent = bidOf(quote) > 0 ? 0 : silent + 1
    if (silent === SILENT_STRIKES) break
    if (silent === 0) chosen.push(quote)
  }
  return chosen
}

function checkQuotes(quotes: readonly OptionQuotes[]): void {
  let before = 0
  for (const [index, { strike, callBid, callAsk, putBid, putAsk }] of quotes.entries()) {
    if (!(strike > before && strike < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Strikes', index, value: strike, demand: `finite and above ${before}` })
    }
    before = strike
    for (const value of [callBid, callAsk, putBid, putAsk]) {
      if (!(value >= 0 && value < Infinity)) {
        throw new InvalidSeriesValueError({ what: 'Option quotes', index, value, demand: 'finite and not negative' })
      }
    }
  }
}

/** Out-of-the-money options of one expiry: what a variance swap is made of. */
export interface OptionStrip {
  /** n >= 2 strikes, ascending, in units of the underlying's price. */
  readonly strikes: ArrayLike<number>
  /** Mid quotes: of puts below `atTheMoney`, of calls above it, the mean of both at it; in the same units. */
  readonly mids: ArrayLike<number>
  /** Forward price of the underlying at expiry. */
  readonly forward: number
  /** Largest strike that is not above the forward. */
  readonly atTheMoney: number
  /** Time to expiry in years of 365 days. */
  readonly years: number
  /** Continuously compounded interest to expiry, a year. */
  readonly riskFreeRate: number
}

/**
 * Compute the variance that a strip of options implies until their expiry, whatever the model of the price.
 *
 * @returns annualised variance, as a squared fraction.
 * @throws {MisalignedSeriesError} when there are not as many quotes as strikes.
 * @throws {SeriesTooShortError} when there are fewer than two strikes.
 * @throws {InvalidSeriesValueError} when a strike is not positive, finite and above the one before, or a quote negative or not finite.
 * @throws {InvalidParameterError} when forward, atTheMoney or years is not positive and finite, or the rate is not finite.
 * @throws {DegenerateSeriesError} when the quotes do not add up to a positive variance.
 * @source Cboe, Volatility Index Methodology: Cboe Volatility Index (2019), the formula for sigma squared.
 */
export function vixStrip(strip: OptionStrip): number {
  const { strikes, mids, forward, atTheMoney, years, riskFreeRate } = strip
  checkStrip(strip)
  const n = strikes.length
  let sum = 0
  for (let i = 0; i < n; i++) {
    const strike = strikes[i] as number
    const below = strikes[Math.max(0, i - 1)] as number
    const above = strikes[Math.min(n - 1, i + 1)] as number
    const width = i === 0 || i === n - 1 ? above - below : (above - below) / 2
    sum += (width / strike / strike) * (mids[i] as number)
  }
  const gap = forward / atTheMoney - 1
  const variance = (2 * Math.exp(riskFreeRate * years) * sum - gap * gap) / years
  if (!(variance > 0 && variance < Infinity)) {
    throw new DegenerateSeriesError({ what: 'The variance of an option strip', reason: `its quotes add up to ${variance}` })
  }
  return variance
}

function checkStrip({ strikes, mids, forward, atTheMoney, years, riskFreeRate }: OptionStrip): void {
  if (mids.length !== strikes.length) throw new MisalignedSeriesError(`${mids.length} quotes for ${strikes.length} strikes`)
  if (strikes.length < 2) throw new SeriesTooShortError({ what: 'An option strip', observations: strikes.length, required: 2 })
  for (const [parameter, value] of Object.entries({ forward, atTheMoney, years })) {
    if (!(value > 0 && value < Infinity)) throw new InvalidParameterError({ parameter, value, demand: 'positive and finite' })
  }
  if (!Number.isFinite(riskFreeRate)) {
    throw new InvalidParameterError({ parameter: 'riskFreeRate', value: riskFreeRate, demand: 'finite' })
  }
  for (let index = 0; index < strikes.length; index++) {
    const strike = strikes[index] as number
    const before = index === 0 ? 0 : (strikes[index - 1] as number)
    if (!(strike > before && strike < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Strikes', index, value: strike, demand: `finite and above ${before}` })
    }
    const mid = mids[index] as number
    if (!(mid >= 0 && mid < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Option quotes', index, value: mid, demand: 'finite and not negative' })
    }
  }
}
