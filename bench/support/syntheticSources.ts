import { readFile, writeFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'

/** Annual volatilities in the order of the prices: what makes the models move every asset. */
const ANNUAL_VOLATILITY: Readonly<Record<string, number>> = { WBTC: 0.7, WETH: 0.9, LINK: 1.1, AAVE: 1.2 }

/**
 * Give a run's configuration two generated sources of the same bars in place of its files, so that the length of history can be
 * chosen. They are of kind `synthetic`, and so labelled wherever they show.
 *
 * @param pricesUsd - last price by symbol, as the chain's oracles have it
 * @param historyDays - daily bars for each of the four assets
 */
export async function useSyntheticSources(
  configFile: string,
  { pricesUsd, historyDays }: { readonly pricesUsd: Readonly<Record<string, number>>; readonly historyDays: number },
): Promise<void> {
  const document = parseDocument(await readFile(configFile, 'utf8'))
  const assets = Object.fromEntries(
    Object.entries(ANNUAL_VOLATILITY).map(([symbol, annualVolatility]) => {
      const lastPriceUsd = pricesUsd[symbol]
      if (lastPriceUsd === undefined) throw new Error(`The local market has no price of ${symbol}.`)
      return [symbol, { lastPriceUsd, annualVolatility }]
    }),
  )
  const sources = ['synthetic-a', 'synthetic-b'].map((name) => ({ name, kind: 'synthetic', seed: 1, historyDays, assets }))
  document.setIn(['markets', 0, 'sources'], document.createNode(sources, { aliasDuplicateObjects: false }))
  await writeFile(configFile, document.toString())
}
