import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createSource } from '../../activities/sources/createSource.js'
import { projectRoot } from '../../activities/process/projectRoot.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { impliedSeriesSchema } from '../../models/data/impliedSeries.js'
import { marketSnapshotSchema } from '../../models/data/marketSnapshot.js'
import { sourceConfigSchema } from '../../models/data/sourceConfig.js'
import { recommendationSchema } from '../../models/policy/collateral/recommendation.js'
import { REALISED_DAYS, realisedAnnual } from '../../models/quality/readImplied.js'
import { evidenceManifestSchema } from '../../proposals/evidenceManifest.js'
import { recommendationFrom } from '../../proposals/fromEvidence/fromEvidence.js'
import { marketConfigSchema } from '../../proposals/marketConfig.js'
import { aaveV3StateSchema } from '../../proposals/targets/aaveV3/aaveV3State.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'

const IMPLIED = `    impliedVolatility:
      - name: index-of-options
        kind: csv
        path: index.csv
        columns: { asset: of, value: index }
        symbols: { WBTC: BTC, WETH: ETH }
`

/** Write an index for one symbol of the example's prices, up to a month after the day that is replayed: somewhat above what was realised. */
async function writeIndex(examples: string, symbol: string): Promise<void> {
  const path = 'data/spot_daily.csv.gz'
  const source = createSource(sourceConfigSchema.parse({ name: 'spot', kind: 'csv', path, symbols: { X: symbol } }), {
    baseDir: examples,
    environment: () => undefined,
  })
  const bars = await source.fetch({ asset: 'X', asOfMs: Date.parse('2022-07-12T00:00:00Z') })
  const rows = [...realisedAnnual(bars)].map((annual, day) => {
    const date = new Date(bars.openTimesMs[day] as number).toISOString().slice(0, 10)
    return `${symbol},${date},${(110 * annual).toFixed(2)}`
  })
  await writeFile(join(examples, 'index.csv'), `of,date,index\n${rows.slice(REALISED_DAYS).join('\n')}\n`)
}

describe('recalibrationWorkflow with implied volatility', () => {
  let system: LocalSystem
  let examples: string

  beforeAll(async () => {
    examples = await mkdtemp(join(tmpdir(), 'plimsoll-implied-'))
    await cp(join(projectRoot(), 'examples'), examples, { recursive: true })
    await writeIndex(examples, 'BTC')
    const template = join(examples, 'local.yaml')
    const text = await readFile(template, 'utf8')
    const edited = text
      .replace('volatilityModels: [logHar, riskMetrics2006]', 'volatilityModels: [logHarImplied, riskMetrics2006]')
      .replace('    asOf: chain\n', `    asOf: chain\n${IMPLIED}`)
    await writeFile(template, edited)
    system = await startTestSystem({ template })
  })
  afterAll(async () => {
    await system?.stop()
    await rm(examples, { recursive: true, force: true })
  })

  it('default: read, stored, judged and forecast with; an asset whose source fails is forecast without it', async () => {
    const result = await recalibrate(system, { isDryRun: true })
    expect(result.failedSources).toEqual([expect.objectContaining({ asset: 'WETH', source: 'index-of-options' })])
    expect(result.excludedAssets).toEqual([])

    const { evidence } = system
    const manifest = await evidence.get(result.manifest, evidenceManifestSchema)
    expect(manifest.series.some(({ source }) => source === 'index-of-options')).toBe(false)
    const [stored, ...others] = manifest.implied ?? []
    expect({ asset: stored?.asset, source: stored?.source, others }).toEqual({
      asset: 'WBTC',
      source: 'index-of-options',
      others: [],
    })
    const values = await evidence.get(stored?.values as never, impliedSeriesSchema)
    expect(values.knownAtMs.at(-1)).toBe(Date.parse('2022-06-12T00:00:00Z'))

    const snapshot = await evidence.get(manifest.snapshot, marketSnapshotSchema)
    const of = (asset: string) => snapshot.assets.find((candidate) => candidate.asset === asset)
    expect(of('WBTC')?.implied?.annual.at(-1)).toBe((values.values.at(-1) as number) / 100)
    expect(of('WETH')?.implied).toBeUndefined()
    expect(of('WETH')?.findings.filter(({ kind }) => kind === 'impliedUnused')).toHaveLength(1)
    expect(of('LINK')?.findings.filter(({ kind }) => kind.startsWith('implied'))).toEqual([])

    const recommendation = await evidence.get(result.recommendation, recommendationSchema)
    const modelsOf = (asset: string) => {
      const { reasons } = recommendation.assets.find((candidate) => candidate.asset === asset) ?? {}
      return Object.keys(reasons?.find(({ code }) => code === 'volatilityForecast')?.figures ?? {})
    }
    expect(modelsOf('WBTC')).toEqual(expect.arrayContaining(['logHarImpliedDaily', 'riskMetrics2006Daily']))
    expect(modelsOf('WETH')).toEqual(expect.arrayContaining(['logHarDaily', 'riskMetrics2006Daily']))

    const [config, state] = await Promise.all([
      evidence.get(manifest.configuration, marketConfigSchema),
      evidence.get(manifest.state, aaveV3StateSchema),
    ])
    expect(recommendationFrom({ config, snapshot, state })).toEqual(recommendation)
  })
})
