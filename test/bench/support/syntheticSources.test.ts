import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createSource } from '../../../activities/sources/createSource.js'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { useSyntheticSources } from '../../../bench/support/syntheticSources.js'
import { loadConfig } from '../../../config/loadConfig.js'

const pricesUsd = { WBTC: 28_000, WETH: 1_500, LINK: 7, AAVE: 77, USDC: 1 }

describe('useSyntheticSources', () => {
  let folder: string
  let file: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-synthetic-'))
    file = join(folder, 'plimsoll.yaml')
    const template = await readFile(join(projectRoot(), 'examples', 'local.yaml'), 'utf8')
    // A run's configuration has its addresses as texts; unquoted, the placeholders are numbers to YAML.
    await writeFile(file, template.replaceAll(/0x0{30,}[0-9a-f]+/g, '"$&"'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('default: two sources of as many days as asked for, ending at the given prices, labelled synthetic', async () => {
    await useSyntheticSources(file, { pricesUsd, historyDays: 1_500 })
    const { config, baseDir } = await loadConfig(file)
    const sources = config.markets[0]?.market.sources ?? []
    expect(sources.map(({ kind }) => kind)).toEqual(['synthetic', 'synthetic'])
    for (const source of sources.map((each) => createSource(each, { baseDir, environment: () => undefined }))) {
      for (const asset of ['WBTC', 'WETH', 'LINK', 'AAVE'] as const) {
        const series = await source.fetch({ asset, asOfMs: Date.parse('2022-06-12T00:00:00Z') })
        expect(series.close).toHaveLength(1_500)
        expect(series.close.at(-1)).toBe(pricesUsd[asset])
        expect(series.isSynthetic).toBe(true)
      }
    }
  })

  it('error: an asset without a price', async () => {
    const { AAVE, ...others } = pricesUsd
    await expect(useSyntheticSources(file, { pricesUsd: others, historyDays: 1_500 })).rejects.toThrow('no price of AAVE')
  })
})
