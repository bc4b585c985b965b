import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { openEvidence } from '../../activities/evidence/openEvidence.js'
import { checkConfig } from '../../config/checkConfig.js'
import { findMarket } from '../../config/findMarket.js'
import { loadConfig } from '../../config/loadConfig.js'
import { claimOf } from '../../core/claimCheck.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { marketConfigSchema } from '../../proposals/marketConfig.js'
import { minimalConfig } from './minimalConfig.js'

const KEY = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-config-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

async function load(text: string) {
  const path = join(folder, 'plimsoll.yaml')
  await writeFile(path, text)
  return loadConfig(path)
}

async function failure(text: string): Promise<PlimsollError> {
  const error = await load(text).catch((thrown: unknown) => thrown)
  if (!(error instanceof PlimsollError)) throw new Error(`expected a PlimsollError, got ${String(error)}`)
  return error
}

/** Replace a line of the minimal configuration. */
const withLine = (line: string, ...others: string[]): string => {
  if (!minimalConfig.includes(`${line}\n`)) throw new Error(`no line "${line}"`)
  return minimalConfig.replace(`${line}\n`, `${others.join('\n')}\n`)
}

describe('loadConfig', () => {
  it('default', async () => {
    const { config, path, baseDir } = await load(minimalConfig)
    expect({ path, baseDir }).toEqual({ path: join(folder, 'plimsoll.yaml'), baseDir: folder })
    const { market, schedule } = findMarket(config)
    expect(schedule).toBeNull()
    expect(market).toMatchObject({
      id: 'aave',
      chain: { id: 1, pollInterval: '12s' },
      guardrails: { ltvBufferBps: 300 },
      asOf: null,
    })
    expect(market.route).toMatchObject({ safe: '0x2f39d218133AFaB8F2B819B1066c7E434Ad94E9e' })
    expect(config.temporal).toMatchObject({ address: '127.0.0.1:7233', taskQueue: 'plimsoll' })
    expect(config.temporal.timeouts.wait).toEqual({ startToClose: '60d', heartbeat: '15s' })
    expect(config.keys).toEqual({ relayerKeyEnv: 'PLIMSOLL_RELAYER_KEY' })
  })

  it('behavior: a market without its schedule is what evidence stores', async () => {
    const { config } = await load(`${minimalConfig.trimEnd()}\n    schedule: { every: 1d, offset: 30m }\n`)
    const { market, schedule } = findMarket(config, 'aave')
    expect(schedule).toEqual({ every: '1d', offset: '30m', catchUpWindow: '1d', note: '' })
    expect(marketConfigSchema.parse(market)).toEqual(market)
  })

  it('behavior: addresses need no quotes, dates stay text', async () => {
    const { config } = await load(withLine('    asOf: null', '    asOf: 2022-06-12T00:00:00Z'))
    expect(findMarket(config).market.asOf).toBe('2022-06-12T00:00:00Z')
    expect(findMarket(config).market.assets[0]?.address).toBe('0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2')
  })

  it('behavior: both examples load, and check without an error', async () => {
    const files = (await readdir('examples')).filter((name) => name.endsWith('.yaml'))
    expect(files.sort()).toEqual(['ethereum-mainnet.yaml', 'local.yaml'])
    for (const file of files) {
      const loaded = await loadConfig(join('examples', file))
      const findings = checkConfig(loaded, { environment: () => 'set' })
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(findings.some(({ code }) => code === 'placeholder')).toBe(true)
      const { evidence } = openEvidence(loaded.config.evidence, { baseDir: loaded.baseDir, environment: () => undefined })
      const place = expect.stringContaining(resolve('examples/.plimsoll/evidence'))
      await expect(evidence.get(claimOf('nothing'), z.unknown())).rejects.toMatchObject({ code: 'EVIDENCE_MISSING', place })
      const [first] = (await readFile(join('examples', file), 'utf8')).split('\n')
      expect(first).toBe('# yaml-language-server: $schema=../config/plimsoll.schema.json')
    }
  })

  it('error: ConfigFileUnreadable', async () => {
    const error = await loadConfig(join(folder, 'none.yaml')).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'CONFIG_FILE_UNREADABLE' })
    expect(String(error)).toContain('examples/local.yaml')
    await expect(loadConfig(folder)).rejects.toMatchObject({ code: 'CONFIG_FILE_UNREADABLE' })
  })

  it('error: ConfigSyntaxInvalid', async () => {
    expect(await failure('version: 1\nmarkets: [\n')).toMatchObject({ code: 'CONFIG_SYNTAX_INVALID', line: 3 })
    expect(await failure('version: 1\nversion: 1\n')).toMatchObject({ code: 'CONFIG_SYNTAX_INVALID', line: 2 })
    expect(await failure('version: 1\n\tmarkets: 1\n')).toMatchObject({ code: 'CONFIG_SYNTAX_INVALID' })
    expect(await failure('a: 1\n---\nb: 1\n')).toMatchObject({ code: 'CONFIG_SYNTAX_INVALID' })
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefg'.split('').map((key, i) => `${key}: &${key} [${`*${'abcdefg'[i]},`.repeat(10)}]`),
    ]
    expect(await failure(bomb.join('\n'))).toMatchObject({ code: 'CONFIG_SYNTAX_INVALID' })
  })

  it('error: ConfigInvalid for an empty file', async () => {
    for (const text of ['', '# nothing\n', 'text', '[]']) {
      expect(await failure(text)).toMatchObject({ code: 'CONFIG_INVALID', problems: [{ path: '', line: 1 }] })
    }
  })

  it('error: ConfigInvalid for an unknown key, with its line and the nearest key', async () => {
    const error = await failure(withLine('      rpcUrlEnv: RPC_URL', '      rpcUrlEnv: RPC_URL', '      pollIntervall: 1s'))
    expect(error.message).toMatch(
      /plimsoll\.yaml:7: markets\.0\.chain\.pollIntervall is an unknown key; did you mean pollInterval\?$/,
    )
    const inSource = await failure(withLine('        path: prices.csv', '        path: prices.csv', '        venue: binance'))
    expect(inSource.message).toContain(
      'markets.0.sources.0.venue is an unknown key; the keys here are name, interval, timeout, kind, path',
    )
    expect((await failure(`${minimalConfig}zzzz: 1\n`)).message).toContain(
      'the keys here are version, markets, temporal, evidence, compute, keys.',
    )
  })

  it('error: ConfigInvalid for a catch-up window that the server lengthens, and for a jitter that is no shorter', async () => {
    const scheduled = (schedule: string) => failure(`${minimalConfig.trimEnd()}\n    schedule: ${schedule}\n`)
    expect(await scheduled('{ every: 1h, catchUpWindow: 9s }')).toMatchObject({
      problems: [{ path: 'markets.0.schedule.catchUpWindow', message: expect.stringContaining('10s or more') }],
    })
    expect(await scheduled('{ every: 1d, jitter: 2h, catchUpWindow: 2h }')).toMatchObject({
      problems: [{ path: 'markets.0.schedule.jitter', message: expect.stringContaining('shorter than catchUpWindow (2h)') }],
    })
    const { config } = await load(`${minimalConfig.trimEnd()}\n    schedule: { every: 1d, jitter: 59m, catchUpWindow: 1h }\n`)
    expect(findMarket(config).schedule).toMatchObject({ jitter: '59m', catchUpWindow: '1h' })
    expect(await scheduled('{ every: 1d, catchUpWindow: soon }')).toMatchObject({ code: 'CONFIG_INVALID' })
  })

  it('error: ConfigInvalid for a missing key', async () => {
    expect(
      (await failure(minimalConfig.replace('      safe: 0x2f39d218133afab8f2b819b1066c7e434ad94e9e\n', ''))).message,
    ).toContain('markets.0.route.safe is missing.')
    expect(await failure('version: 1\n')).toMatchObject({ problems: [{ path: 'markets', message: 'is missing' }] })
  })

  it('error: ConfigInvalid names every problem at once, in the order of the file', async () => {
    const error = await failure(
      minimalConfig.replace('version: 1', 'version: 2').replace('kind: csv', 'kind: cvs').replace('id: aave', 'id: Aave V3'),
    )
    expect(error).toMatchObject({
      problems: [
        { line: 1, message: 'is 2, and must be 1' },
        { line: 3, path: 'markets.0.id' },
        { path: 'markets.0.sources.0.kind', message: 'is "cvs", and must be csv or exchange or synthetic' },
      ],
    })
  })

  it('error: ConfigInvalid for a wrong unit', async () => {
    for (const [line, hint] of [
      ['guardrails: { bounds: { lt: { minBps: 0.78 } } }', 'this is in basis points: 0.78, or 78 %, is 7800'],
      ['guardrails: { bounds: { lt: { maxBps: 78 % } } }', 'this is in basis points: 78 % is 7800'],
      ['guardrails: { minimumMoveBps: 2.5 }', 'this is in basis points: 2.5 % is 250'],
      ['models: { tailProbability: 99.9 }', 'this is a fraction: 99.9 % is 0.999'],
      ['models: { slippage: 2% }', 'this is a fraction: 2 % is 0.02'],
      ['models: { slippage: 2 }', 'this is a fraction: 2 % is 0.02'],
      ['proposal: { timeToLive: 14 }', 'a duration has a unit: 14s, 14m, 14h or 14d'],
      ['proposal: { timeToLive: 2 weeks }', 'write 14d'],
      ['proposal: { timeToLive: 14 days }', 'write 14d'],
      ['proposal: { timeToLive: 0 }', 'it cannot be zero; leave the key out'],
    ]) {
      const error = await failure(withLine('    asOf: null', `    ${line}`))
      expect(error.code).toBe('CONFIG_INVALID')
      expect(error.message).toContain(`${hint}.`)
    }
  })

  it('error: ConfigInvalid for what spans several keys', async () => {
    expect((await failure(withLine('    asOf: null', '    schedule: { every: 1d, cron: "@daily" }'))).message).toContain(
      'must have either every or cron',
    )
    expect((await failure(withLine('    asOf: null', '    schedule: {}'))).message).toContain('must have either every or cron')
    expect((await failure(withLine('    asOf: null', '    schedule: { cron: whenever }'))).message).toContain(
      'must be a cron line',
    )
    expect((await failure(withLine('    asOf: null', '    asOf: yesterday'))).message).toContain('is "yesterday"')
    const [, market = ''] = minimalConfig.split('markets:\n')
    expect((await failure(`${minimalConfig.trimEnd()}\n${market}`)).message).toContain('"aave" is duplicated')
  })

  it('error: ConfigInvalid for an address with a wrong checksum', async () => {
    const error = await failure(minimalConfig.replace('0xC02aaA39b', '0xc02aaA39b'))
    expect(error.message).toContain('must be a 20-byte hex address with a right checksum')
  })

  it('error: ConfigHoldsSecret', async () => {
    for (const [value, looksLike] of [
      [`0x${KEY}`, 'a private key'],
      [KEY, 'a private key'],
      ['https://eth.example.com/v2/sEcReT', 'a URL'],
      ['wss://user:sEcReT@eth.example.com', 'a URL with a password'],
      ['test test test test test test test test test test test junk', 'a recovery phrase'],
    ] as const) {
      const error = await failure(withLine('      rpcUrlEnv: RPC_URL', `      rpcUrlEnv: ${value}`))
      expect(error).toMatchObject({ code: 'CONFIG_HOLDS_SECRET', path: 'markets.0.chain.rpcUrlEnv', line: 6 })
      expect(error.message).toContain(looksLike)
      expect(error.message).toContain('write the NAME of the variable')
      expect(error.message).not.toMatch(/sEcReT|4c0883|junk/)
    }
    expect((await failure(`${minimalConfig}? ${KEY}\n: 1\n`)).message).not.toContain(KEY)
  })

  it('error: ConfigInvalid never shows what stands in place of a name', async () => {
    const error = await failure(withLine('      rpcUrlEnv: RPC_URL', '      rpcUrlEnv: abc-sEcReT-123'))
    expect(error.message).toContain('put the value into an environment variable')
    expect(error.message).not.toContain('sEcReT')
  })

  it('behavior: prose may name a web page, never a key', async () => {
    await expect(load(withLine('    asOf: null', '    notice: see https://example.com/policy'))).resolves.toBeDefined()
    expect(await failure(withLine('    asOf: null', `    notice: the key is ${KEY}`))).toMatchObject({
      code: 'CONFIG_HOLDS_SECRET',
    })
  })
})

describe('findMarket', () => {
  it('error: MarketNotConfigured', async () => {
    const { config } = await load(minimalConfig)
    expect(() => findMarket(config, 'aavee')).toThrow(/Did you mean aave\?/)
    expect(() => findMarket({ ...config, markets: [...config.markets, ...config.markets] })).toThrow(/no market/)
  })
})
