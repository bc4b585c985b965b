import { closestNames } from '../core/closestNames.js'
import { durationMs } from '../core/duration.js'
import { assetsOf, builtInSource } from '../models/data/sourceConfig.js'
import { targetFor } from '../proposals/targets/registry.js'
import { readsImplied } from '../models/volatility/registry.js'
import { routeOf } from '../proposals/routes/registry.js'
import type { ConfigFinding } from './configFinding.js'
import type { MarketEntry } from './configSchema.js'

/** Check that the parts of one market fit each other. Paths of the findings are relative to the market. */
export function checkMarket(entry: MarketEntry): ConfigFinding[] {
  return [
    ...checkWitness(entry),
    ...checkAssets(entry),
    ...checkSources(entry),
    ...checkImplied(entry),
    ...checkGuardrails(entry),
    ...checkSchedule(entry),
    ...checkAddresses(entry),
  ]
}

const error = (code: string, path: string, message: string): ConfigFinding => ({ severity: 'error', code, path, message })
const warning = (code: string, path: string, message: string): ConfigFinding => ({ severity: 'warning', code, path, message })

function checkWitness({ market: { chain } }: MarketEntry): ConfigFinding[] {
  if (chain.witnessRpcUrlEnv !== chain.rpcUrlEnv) return []
  const message = `names ${chain.rpcUrlEnv}, the node itself: name another provider's node, or leave it out.`
  return [error('witnessIsSame', 'chain.witnessRpcUrlEnv', message)]
}

function checkAssets({ market }: MarketEntry): ConfigFinding[] {
  const findings: ConfigFinding[] = []
  if (!market.assets.some(({ isAdjustable }) => isAdjustable)) {
    findings.push(
      error('nothingAdjustable', 'assets', 'has no adjustable asset, so nothing can ever be proposed; set isAdjustable on one.'),
    )
  }
  market.assets.forEach(({ symbol, address, isAdjustable }, i) => {
    if (market.assets.findIndex((other) => other.address === address) !== i) {
      findings.push(error('addressTwice', `assets.${i}.address`, `is ${address}, which another asset has already.`))
    }
    if (!isAdjustable) return
    const carriers = market.sources.filter((source) => assetsOf(source).includes(symbol))
    if (carriers.length === 0) {
      findings.push(error('noSource', `assets.${i}`, `(${symbol}) has no source; add it to one, or set isAdjustable: false.`))
    } else if (carriers.length === 1) {
      const message = `(${symbol}) has one source (${carriers[0]?.name}), so it may be tightened and is never loosened; add a second.`
      findings.push(warning('singleSource', `assets.${i}`, message))
    }
  })
  return findings
}

function checkSources({ market }: MarketEntry): ConfigFinding[] {
  const findings: ConfigFinding[] = []
  const known = market.assets.map(({ symbol }) => symbol)
  const neededDays = Math.max(market.models.minimumDays, market.quality.minimumDays)
  market.sources.forEach((source, i) => {
    const path = `sources.${i}`
    const assets = assetsOf(source)
    if (assets.length === 0) findings.push(warning('emptySource', path, `(${source.name}) carries no asset.`))
    for (const asset of assets.filter((name) => !known.includes(name))) {
      const [near] = closestNames(asset, known)
      const key = source.kind === 'synthetic' ? 'assets' : 'symbols'
      const hint = near === undefined ? 'remove it, or add the asset' : `did you mean ${near}?`
      findings.push(warning('unknownAsset', `${path}.${key}.${asset}`, `is not an asset of the market; ${hint}`))
    }
    const builtIn = builtInSource(source)
    if (builtIn?.kind === 'csv' && builtIn.columns.asset === null && assets.length > 1) {
      findings.push(
        error(
          'assetColumnNeeded',
          `${path}.columns.asset`,
          `is null, and ${assets.length} assets cannot be told apart without it.`,
        ),
      )
    }
    if (builtIn?.kind === 'synthetic' && builtIn.garchAlpha + builtIn.garchBeta >= 1) {
      findings.push(
        error('varianceUnstable', `${path}.garchBeta`, 'and garchAlpha add up to 1 or more; they must stay below it.'),
      )
    }
    if (builtIn !== null && builtIn.kind !== 'csv' && builtIn.historyDays < neededDays) {
      const message = `is ${builtIn.historyDays}, and the models need ${neededDays} days (models.minimumDays, quality.minimumDays).`
      findings.push(error('historyTooShort', `${path}.historyDays`, message))
    }
    if (source.interval !== '1d') {
      findings.push(warning('notDaily', `${path}.interval`, `is ${source.interval}, and the models read daily bars.`))
    }
  })
  return findings
}

function checkImplied({ market }: MarketEntry): ConfigFinding[] {
  const findings: ConfigFinding[] = []
  const { impliedVolatility, models } = market
  const isRead = models.volatilityModels.some(readsImplied)
  if (isRead && impliedVolatility === undefined) {
    const message = 'names logHarImplied, and the market has no impliedVolatility: every asset is forecast by logHar.'
    findings.push(warning('impliedMissing', 'models.volatilityModels', message))
  }
  if (!isRead && impliedVolatility !== undefined) {
    const message = 'is read and stored, and no model reads it; add logHarImplied to models.volatilityModels, or remove it.'
    findings.push(warning('impliedUnread', 'impliedVolatility', message))
  }
  const known = market.assets.map(({ symbol }) => symbol)
  impliedVolatility?.forEach((source, i) => {
    const path = `impliedVolatility.${i}`
    const assets = Object.keys(source.symbols)
    if (assets.length === 0) findings.push(warning('emptySource', path, `(${source.name}) carries no asset.`))
    for (const asset of assets.filter((name) => !known.includes(name))) {
      const [near] = closestNames(asset, known)
      const hint = near === undefined ? 'remove it, or add the asset' : `did you mean ${near}?`
      findings.push(warning('unknownAsset', `${path}.symbols.${asset}`, `is not an asset of the market; ${hint}`))
    }
    if (source.kind === 'csv' && source.columns.asset === null && assets.length > 1) {
      const message = `is null, and ${assets.length} assets cannot be told apart without it.`
      findings.push(error('assetColumnNeeded', `${path}.columns.asset`, message))
    }
  })
  return findings
}

function checkGuardrails({ market }: MarketEntry): ConfigFinding[] {
  const findings: ConfigFinding[] = []
  const { bounds, tighten, loosen, ltvBufferBps, minimumMoveBps } = market.guardrails
  if (bounds.ltv.minBps + ltvBufferBps > bounds.lt.maxBps) {
    const message = `leaves no room: the least LTV (${bounds.ltv.minBps}) and the buffer (${ltvBufferBps}) are above the highest liquidation threshold (${bounds.lt.maxBps}).`
    findings.push(error('noRoomForBuffer', 'guardrails.ltvBufferBps', message))
  }
  if (bounds.lt.minBps * bounds.lb.minBps > 10_000 ** 2) {
    const message = `leaves no room: the least threshold (${bounds.lt.minBps}) times the least bonus (${bounds.lb.minBps}) is above 100 %.`
    findings.push(error('noRoomForBonus', 'guardrails.bounds', message))
  }
  if (bounds.lb.minBps < 10_000) {
    const message = `is ${bounds.lb.minBps}, and a bonus includes the debt itself: 5 % is 10500.`
    findings.push(error('bonusBelowDebt', 'guardrails.bounds.lb.minBps', message))
  }
  for (const [name, { maxStepBps }] of Object.entries({ tighten, loosen })) {
    if (minimumMoveBps <= maxStepBps) continue
    const message = `is ${maxStepBps}, and no move under minimumMoveBps (${minimumMoveBps}) is made: nothing could ever move.`
    findings.push(error('stepBelowMinimum', `guardrails.${name}.maxStepBps`, message))
  }
  if (loosen.maxStepBps > tighten.maxStepBps) {
    const message = `is ${loosen.maxStepBps}, more than tighten allows (${tighten.maxStepBps}): risk would rise faster than it can be taken back.`
    findings.push(warning('loosensFaster', 'guardrails.loosen.maxStepBps', message))
  }
  for (const [name, { maxBps }] of Object.entries(bounds)) {
    if (maxBps >= 150) continue
    findings.push(
      warning('looksLikePercent', `guardrails.bounds.${name}.maxBps`, `is ${maxBps} basis points, which is ${maxBps / 100} %.`),
    )
  }
  return findings
}

function checkSchedule({ market, schedule }: MarketEntry): ConfigFinding[] {
  const findings: ConfigFinding[] = []
  if (schedule === null) return findings
  const { every, offset, jitter } = schedule
  for (const [name, value] of Object.entries({ offset, jitter })) {
    if (every !== undefined && value !== undefined && durationMs(value) >= durationMs(every)) {
      findings.push(error('longerThanInterval', `schedule.${name}`, `is ${value}, and must be shorter than every (${every}).`))
    }
  }
  if (market.asOf !== null && market.asOf !== 'chain') {
    findings.push(
      warning(
        'fixedAsOf',
        'asOf',
        `is ${market.asOf}: every scheduled run would see the same data; remove it for a live market.`,
      ),
    )
  }
  return findings
}

function checkAddresses({ market }: MarketEntry): ConfigFinding[] {
  const findings: ConfigFinding[] = []
  const accounts = routeOf(market.route).present.accounts(market.route)
  for (const { key, address } of accounts) {
    const twin = accounts.find((other) => other.key < key && other.address === address)
    if (twin === undefined) continue
    findings.push(
      error('roleTwice', `route.${key}`, `is ${address}, the same as route.${twin.key}: one account must not hold both.`),
    )
  }
  const named: [string, string][] = [
    ...Object.entries(targetFor(market.target).configured()).map(([name, address]): [string, string] => [
      `target.${name}`,
      address,
    ]),
    ...accounts.map(({ key, address }): [string, string] => [`route.${key}`, address]),
    ...market.assets.map(({ address }, i): [string, string] => [`assets.${i}.address`, address]),
  ]
  for (const [path, address] of named) {
    if (BigInt(address) > 0xffffn) continue
    findings.push(warning('placeholder', path, `is ${address}, a placeholder; write the real address before a worker runs.`))
  }
  return findings
}
