import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { checkConfig } from '../../config/checkConfig.js'
import { configSchema } from '../../config/configSchema.js'
import { minimalConfig } from './minimalConfig.js'

type Json = Record<string, unknown>

/** Check the minimal configuration with some of the market's keys, and some of the file's, in place of its own. */
function findingsOf(market: Json = {}, file: Json = {}, environment: (name: string) => string | undefined = () => 'set') {
  const base = parse(minimalConfig.replace(/: (0x\w+)/g, ': "$1"').replaceAll('path: prices.csv', 'path: package.json')) as {
    markets: Json[]
  }
  const config = configSchema.parse({ ...base, ...file, markets: [{ ...base.markets[0], ...market }] })
  return checkConfig({ config, path: '/x/plimsoll.yaml', baseDir: process.cwd() }, { environment })
}

const csv = (name: string, symbols: Json, more: Json = {}) => ({ name, kind: 'csv', path: 'package.json', symbols, ...more })
const both = (symbols: Json) => [csv('spot', symbols), csv('index', symbols)]
const address = (digit: string) => `0x${digit.repeat(40)}`

describe('checkConfig', () => {
  it('default', () => {
    expect(findingsOf()).toEqual([])
  })

  it('behavior: errors come first', () => {
    const findings = findingsOf({ sources: [csv('spot', { WETH: 'ETH' }, { path: 'none.csv' })] })
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([
      ['error', 'fileMissing'],
      ['warning', 'singleSource'],
    ])
  })

  it.each<[string, 'error' | 'warning', string, Json, Json?]>([
    ['an asset without a source', 'error', 'noSource', { sources: both({ WBTC: 'BTC' }) }],
    ['an asset with one source', 'warning', 'singleSource', { sources: [csv('spot', { WETH: 'ETH' })] }],
    ['a source for an unknown asset', 'warning', 'unknownAsset', { sources: both({ WETH: 'ETH', WTEH: 'ETH' }) }],
    ['a source without assets', 'warning', 'emptySource', { sources: [...both({ WETH: 'ETH' }), csv('none', {})] }],
    [
      'a witness that is the node itself',
      'error',
      'witnessIsSame',
      { chain: { id: 1, rpcUrlEnv: 'RPC_URL', witnessRpcUrlEnv: 'RPC_URL' } },
    ],
    [
      'a source of hourly bars',
      'warning',
      'notDaily',
      { sources: [...both({ WETH: 'ETH' }), csv('h', { WETH: 'ETH' }, { interval: '1h' })] },
    ],
    [
      'several assets without an asset column',
      'error',
      'assetColumnNeeded',
      { sources: [...both({ WETH: 'ETH' }), csv('one', { WETH: 'ETH', X: 'Y' }, { columns: { asset: null } })] },
    ],
    [
      'a synthetic variance that explodes',
      'error',
      'varianceUnstable',
      {
        sources: [
          ...both({ WETH: 'ETH' }),
          {
            name: 's',
            kind: 'synthetic',
            seed: 1,
            garchAlpha: 0.5,
            garchBeta: 0.5,
            assets: { WETH: { lastPriceUsd: 1, annualVolatility: 1 } },
          },
        ],
      },
    ],
    [
      'too short a history',
      'error',
      'historyTooShort',
      {
        sources: [
          ...both({ WETH: 'ETH' }),
          { name: 'e', kind: 'exchange', venue: 'binance', symbols: { WETH: 'ETH/USDT' }, historyDays: 400 },
        ],
      },
    ],
    [
      'a model of implied volatility without any',
      'warning',
      'impliedMissing',
      { models: { volatilityModels: ['logHarImplied'] } },
    ],
    ['implied volatility without a model', 'warning', 'impliedUnread', { impliedVolatility: [csv('dvol', { WETH: 'ETH' })] }],
    [
      'implied volatility of several assets without an asset column',
      'error',
      'assetColumnNeeded',
      { impliedVolatility: [csv('dvol', { WETH: 'ETH', WBTC: 'BTC' })] },
    ],
    ['implied volatility of an unknown asset', 'warning', 'unknownAsset', { impliedVolatility: [csv('dvol', { WTEH: 'ETH' })] }],
    ['implied volatility of no asset', 'warning', 'emptySource', { impliedVolatility: [csv('dvol', {})] }],
    [
      'a file of implied volatility that is not there',
      'error',
      'fileMissing',
      { impliedVolatility: [csv('dvol', { WETH: 'ETH' }, { path: 'none.csv' })] },
    ],
    [
      'nothing adjustable',
      'error',
      'nothingAdjustable',
      { assets: [{ symbol: 'WETH', address: address('a'), isAdjustable: false }] },
    ],
    [
      'one address twice',
      'error',
      'addressTwice',
      { assets: ['WETH', 'USDC'].map((symbol) => ({ symbol, address: address('a'), isAdjustable: symbol === 'WETH' })) },
    ],
    [
      'no room for the buffer',
      'error',
      'noRoomForBuffer',
      { guardrails: { bounds: { ltv: { minBps: 8400, maxBps: 8500 }, lt: { minBps: 1500, maxBps: 8500 } } } },
    ],
    [
      'no room for the bonus',
      'error',
      'noRoomForBonus',
      { guardrails: { bounds: { lt: { minBps: 9500, maxBps: 9600 }, lb: { minBps: 11000, maxBps: 11500 } } } },
    ],
    ['a bonus without the debt', 'error', 'bonusBelowDebt', { guardrails: { bounds: { lb: { minBps: 500, maxBps: 1500 } } } }],
    ['a step below the least move', 'error', 'stepBelowMinimum', { guardrails: { minimumMoveBps: 150 } }],
    ['loosening faster than tightening', 'warning', 'loosensFaster', { guardrails: { loosen: { maxStepBps: 300 } } }],
    ['percent for basis points', 'warning', 'looksLikePercent', { guardrails: { bounds: { ltv: { minBps: 10, maxBps: 85 } } } }],
    ['an offset beyond the interval', 'error', 'longerThanInterval', { schedule: { every: '1d', offset: '25h' } }],
    ['a schedule on a fixed instant', 'warning', 'fixedAsOf', { schedule: { every: '1d' }, asOf: '2022-06-12T00:00:00Z' }],
    [
      'one account in two roles',
      'error',
      'roleTwice',
      { route: { kind: 'safeTimelock', safe: address('a'), timelock: address('b'), guardian: address('a') } },
    ],
    ['a placeholder', 'warning', 'placeholder', { target: { kind: 'aaveV3', poolAddressesProvider: `0x${'0'.repeat(39)}1` } }],
    [
      'a heartbeat beyond its time-out',
      'error',
      'heartbeatTooLong',
      {},
      { temporal: { timeouts: { ingest: { startToClose: '10s' } } } },
    ],
  ])('behavior: finds %s', (_, severity, code, market, file = {}) => {
    const found = findingsOf(market, file).filter((finding) => finding.code === code)
    expect(found.length).toBeGreaterThan(0)
    for (const finding of found) {
      expect(finding.severity).toBe(severity)
      expect(finding.path).toMatch(/^(markets\.0|temporal)\./)
      expect(finding.message).toMatch(/[.?)]$|remove it, or add the asset$/)
    }
  })

  it('behavior: names variables that are not set', () => {
    const findings = findingsOf({}, { keys: { delegateKeyEnv: 'DELEGATE' } }, (name) =>
      name === 'RPC_URL' ? 'https://secret' : undefined,
    )
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['variableNotSet', 'keys.relayerKeyEnv'],
      ['variableNotSet', 'keys.delegateKeyEnv'],
    ])
  })

  it('behavior: a mistyped asset is told its likely name', () => {
    const [finding] = findingsOf({ sources: both({ WETH: 'ETH', WTEH: 'ETH' }) })
    expect(finding).toMatchObject({
      path: 'markets.0.sources.0.symbols.WTEH',
      message: 'is not an asset of the market; did you mean WETH?',
    })
  })

  it('behavior: implied volatility that a model reads is nothing to speak of', () => {
    const models = { volatilityModels: ['logHarImplied', 'riskMetrics2006'] }
    const dvol = { name: 'dvol', kind: 'exchange', venue: 'deribit', symbols: { WETH: 'ETH' } }
    expect(findingsOf({ models, impliedVolatility: [dvol] })).toEqual([])
    const named = { ...dvol, baseUrlEnv: 'DERIBIT_URL' }
    expect(
      findingsOf({ models, impliedVolatility: [named] }, {}, (name) => (name === 'DERIBIT_URL' ? undefined : 'set')),
    ).toEqual([expect.objectContaining({ code: 'variableNotSet', path: 'markets.0.impliedVolatility.0.baseUrlEnv' })])
  })

  it('error: two sources of one name, of bars or of implied volatility', () => {
    for (const names of [['spot'], ['dvol', 'dvol']]) {
      const impliedVolatility = names.map((name) => csv(name, { WETH: 'ETH' }))
      expect(() => findingsOf({ impliedVolatility })).toThrow(/is duplicated/)
    }
  })
})
