import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../../activities/process/projectRoot.js'
import { runCli } from '../../../../cli/runCli.js'
import { parse } from '../../../../core/schemas/parse.js'
import { backtestResultSchema } from '../../../../models/backtest/backtestResult.js'
import { fakeTerminal } from '../../fakeTerminal.js'

let out: string

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'plimsoll-backtest-'))
})

afterAll(() => rm(out, { recursive: true, force: true }))

const run = (...argv: string[]) => runWith(join(projectRoot(), 'examples', 'local.yaml'), ...argv)

async function runWith(config: string, ...argv: string[]) {
  const { terminal, written } = fakeTerminal()
  const all = ['backtest', '--config', config, ...argv]
  const code = await runCli({ argv: all, terminal, environment: () => undefined, version: '1.2.3' })
  return { code, ...written }
}

describe('plimsoll backtest', () => {
  it('default: replays the example market, tells how far it is, and writes JSON, Markdown and plots', async () => {
    const { code, out: text, err } = await run('--from', '2022-05-25', '--to', '2022-07-10', '--out', out)
    expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/WETH[\s\S]*WBTC[\s\S]*LINK[\s\S]*Written: /) })
    expect(err).toContain('2022-07-10: decision 47 of 47')
    const files = ['AAVE', 'LINK', 'WBTC', 'WETH'].flatMap((asset) => [`${asset}-frontier.svg`, `${asset}-path.svg`])
    expect((await readdir(out)).sort()).toEqual([...files, 'backtest.json', 'backtest.md'].sort())
    const result = parse(backtestResultSchema, JSON.parse(await readFile(join(out, 'backtest.json'), 'utf8')), 'Result')
    expect(result.assets.map(({ asset }) => asset)).toEqual(['WETH', 'WBTC', 'LINK', 'AAVE'])
    expect(result.isSynthetic).toBe(false)
    const markdown = await readFile(join(out, 'backtest.md'), 'utf8')
    expect(markdown).toContain('![Parameters of WETH](WETH-path.svg)')
    expect(markdown).not.toMatch(/undefined|NaN/)
  })

  it('behavior: an asset that the models do not speak of at the start is left out, by name', async () => {
    const { code, out: text } = await run('--from', '2021-03-01', '--to', '2021-04-10', '--every', '7d', '--out', out, '--json')
    expect({ code, leftOut: JSON.parse(text).leftOut }).toEqual({ code: 0, leftOut: ['AAVE'] })
  })

  it('behavior: time between decisions, signing, life of a loan and threads are said on the command line', async () => {
    const options = ['--every', '7d', '--signing-time', '36h', '--loan-life', '20d', '--threads', '2']
    const { code, out: text } = await run('--from', '2022-05-25', '--to', '2022-07-10', '--out', out, '--json', ...options)
    const { result } = JSON.parse(text)
    expect({ code, every: result.every, executionDelay: result.executionDelay, terms: result.terms }).toEqual({
      code: 0,
      every: '7d',
      // 36 hours to sign and the timelock's two days.
      executionDelay: '84h',
      terms: { lifeHours: 480, delayHours: 24, slippage: 0.02 },
    })
  })

  it("behavior: other tail probabilities are points of the policy's own frontier, and change nothing else", async () => {
    const span = ['--from', '2022-05-25', '--to', '2022-07-10', '--every', '7d', '--out', out, '--json']
    const alone = JSON.parse((await run(...span)).out).result
    const { code, out: text } = await run(...span, '--levels', '0.99,0.999,0.95')
    expect(code).toBe(0)
    const joined = JSON.parse(text).result
    for (const [i, asset] of joined.assets.entries()) {
      const levels = asset.policyFrontier.map(({ tailProbability }: { tailProbability: number }) => tailProbability)
      expect(levels).toEqual([0.95, 0.99, 0.999])
      // A milder tail lends more.
      expect(asset.policyFrontier[0].meanLtvBps).toBeGreaterThan(asset.policyFrontier[2].meanLtvBps)
      expect({ ...asset, policyFrontier: asset.policyFrontier.slice(2) }).toEqual(alone.assets[i])
    }
    expect(await readFile(join(out, 'backtest.md'), 'utf8')).toContain('| policy at tail probability |')
  })

  it('behavior: implied volatility is read where the configuration names it', async () => {
    const examples = await mkdtemp(join(tmpdir(), 'plimsoll-backtest-implied-'))
    try {
      await cp(join(projectRoot(), 'examples'), examples, { recursive: true })
      const config = join(examples, 'local.yaml')
      const implied = `    impliedVolatility:
      - { name: dvol, kind: csv, path: dvol.csv, symbols: { WBTC: BTC } }
`
      const text = (await readFile(config, 'utf8'))
        .replace('volatilityModels: [logHar,', 'volatilityModels: [logHarImplied,')
        .replace('    asOf: chain\n', `    asOf: chain\n${implied}`)
      await writeFile(config, text)
      const span = ['--from', '2022-05-25', '--to', '2022-07-10', '--every', '7d', '--out', out, '--json']
      const missing = await runWith(config, ...span)
      expect(JSON.parse(missing.out).error).toMatchObject({ code: 'CSV_FILE_UNREADABLE' })
      const days = Array.from({ length: 560 }, (_, i) => new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10))
      const rows = days.map((day, i) => `${day},${(75 + 10 * Math.sin(i / 20)).toFixed(2)}`)
      await writeFile(join(examples, 'dvol.csv'), `date,value\n${rows.join('\n')}\n`)
      const { code, out: json } = await runWith(config, ...span)
      expect({ code, json }).toMatchObject({ code: 0 })
      expect(JSON.parse(json).result.constants['models.volatilityModels']).toBe('logHarImplied, riskMetrics2006')
    } finally {
      await rm(examples, { recursive: true, force: true })
    }
  })

  it('error: SERIES_TOO_SHORT where no cohort fits, or nothing is modelled at the start', async () => {
    for (const [from, to] of [
      ['2022-05-25', '2022-06-05'],
      ['2019-03-01', '2019-06-01'],
    ] as const) {
      const { code, out: text } = await run('--from', from, '--to', to, '--every', '7d', '--out', out, '--json')
      expect({ code, error: JSON.parse(text).error.code }).toEqual({ code: 9, error: 'SERIES_TOO_SHORT' })
    }
  })

  it('error: usage', async () => {
    expect((await run('--from', 'yesterday', '--to', '2022-06-05')).code).toBe(2)
    expect((await run('--from', '2022-06-05')).code).toBe(2)
    for (const wrong of [
      ['--every', '0d'],
      ['--signing-time', 'soon'],
      ['--loan-life', '90m'],
      ['--threads', '0'],
      ['--levels', '0.99,1'],
    ]) {
      const { code, err } = await run('--from', '2022-05-25', '--to', '2022-07-10', ...wrong)
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(wrong[0] as string) })
    }
  })
})
