import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { durationMs } from '../core/duration.js'
import { routeFor } from '../proposals/routes/registry.js'
import { checkMarket } from './checkMarket.js'
import type { ConfigFinding } from './configFinding.js'
import type { LoadedConfig } from './loadConfig.js'

/** What a check may look at besides the file. */
export interface CheckConfigOptions {
  /** Reads an environment variable; a check says which named ones are not set, and never shows one. */
  readonly environment: (name: string) => string | undefined
}

/**
 * Check what a schema cannot: that the parts of a configuration fit each other, and that the files and variables it names exist.
 *
 * Nothing is sent: the chain is asked by `market inspect`. A configuration without findings of severity `error` can be run.
 *
 * @returns findings, errors first, each with the path it is about.
 */
export function checkConfig(loaded: LoadedConfig, { environment }: CheckConfigOptions): ConfigFinding[] {
  const { config, baseDir } = loaded
  const findings = config.markets.flatMap((entry, i) =>
    checkMarket(entry).map((finding) => ({ ...finding, path: `markets.${i}.${finding.path}` })),
  )
  for (const [name, { startToClose, heartbeat }] of Object.entries(config.temporal.timeouts)) {
    if (durationMs(heartbeat) >= durationMs(startToClose)) {
      findings.push({
        severity: 'error',
        code: 'heartbeatTooLong',
        path: `temporal.timeouts.${name}.heartbeat`,
        message: `is ${heartbeat}, and must be shorter than startToClose (${startToClose}).`,
      })
    }
  }
  config.markets.forEach(({ market }, i) => {
    allSources(market).forEach(({ path, source }) => {
      if (!('path' in source) || source.path === undefined || existsSync(resolve(baseDir, source.path))) return
      findings.push({
        severity: 'error',
        code: 'fileMissing',
        path: `markets.${i}.${path}.path`,
        message: `names ${source.path}, which does not exist; it is relative to the folder of the configuration file.`,
      })
    })
  })
  for (const { path, name } of namedVariables(loaded)) {
    if (environment(name) !== undefined) continue
    findings.push({
      severity: 'warning',
      code: 'variableNotSet',
      path,
      message: `names ${name}, which is not set here; a worker needs it.`,
    })
  }
  return [...findings.filter(({ severity }) => severity === 'error'), ...findings.filter(({ severity }) => severity !== 'error')]
}

/** Sources of bars and of implied volatility, with their paths in the market. */
function allSources({ sources, impliedVolatility = [] }: LoadedConfig['config']['markets'][number]['market']) {
  return [
    ...sources.map((source, j) => ({ path: `sources.${j}`, source })),
    ...impliedVolatility.map((source, j) => ({ path: `impliedVolatility.${j}`, source })),
  ]
}

function namedVariables({ config }: LoadedConfig): { path: string; name: string }[] {
  const { relayerKeyEnv, delegateKeyEnv } = config.keys
  return [
    ...config.markets.flatMap(({ market }, i) => [
      { path: `markets.${i}.chain.rpcUrlEnv`, name: market.chain.rpcUrlEnv },
      ...routeFor(market.route)
        .variables()
        .map(({ path, name }) => ({ path: `markets.${i}.route.${path}`, name })),
      ...(market.chain.witnessRpcUrlEnv === undefined
        ? []
        : [{ path: `markets.${i}.chain.witnessRpcUrlEnv`, name: market.chain.witnessRpcUrlEnv }]),
      ...allSources(market).flatMap(({ path, source }) =>
        'baseUrlEnv' in source && source.baseUrlEnv !== undefined
          ? [{ path: `markets.${i}.${path}.baseUrlEnv`, name: source.baseUrlEnv }]
          : [],
      ),
    ]),
    { path: 'keys.relayerKeyEnv', name: relayerKeyEnv },
    ...(delegateKeyEnv === undefined ? [] : [{ path: 'keys.delegateKeyEnv', name: delegateKeyEnv }]),
  ]
}
