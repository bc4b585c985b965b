import { BaseError } from 'viem'
import { assertChain } from '../activities/chain/chainClient.js'
import { ChainUnreachable } from '../activities/chain/errors.js'
import type { MarketEntry } from '../config/configSchema.js'
import type { LoadedConfig } from '../config/loadConfig.js'
import type { ErrorKind } from '../core/errors/errorKind.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { connectTemporal } from './connectTemporal.js'
import type { Environment } from '../config/environment.js'
import { marketChain } from './marketChain.js'
import { inspectMarket } from './inspectMarket.js'
import { routeOf } from '../proposals/routes/registry.js'
import { assertWorkers } from './workerPresence.js'

/** What a look at the outside found about a configuration. */
export interface OnlineFinding {
  /** `ok` tells what was asked and is well. */
  readonly severity: 'ok' | 'warning' | 'error'
  /** The code of the error behind it, or a kebab-case name. */
  readonly code: string
  /** The kind of the error behind it; absent where there is none. */
  readonly kind?: ErrorKind
  /** What it is about: a market's id, or `temporal`. */
  readonly subject: string
  readonly message: string
  readonly details: readonly string[]
}

/**
 * Ask the outside whether everything that a configuration names is there: nodes, chain ids, contracts, roles, Temporal, workers.
 *
 * Never throws for what it finds; a market that fails does not keep the others from being asked.
 */
export async function checkOnline({ config }: LoadedConfig, environment: Environment): Promise<OnlineFinding[]> {
  const asked = await Promise.all([
    ...config.markets.map((entry) => checkMarketOnline(entry, environment)),
    checkTemporal(config.temporal),
  ])
  return asked.flat()
}

async function checkMarketOnline({ market }: MarketEntry, environment: Environment): Promise<OnlineFinding[]> {
  const subject = market.id
  try {
    const chain = marketChain(market, environment)
    await assertChain(chain)
    const { route, authorities, block, findings } = await wrapped(chain.rpcUrl, () => inspectMarket(market, chain))
    const found = findings.flatMap(({ severity, name, message }): OnlineFinding[] =>
      severity === 'info' ? [] : [{ severity, code: name, subject, message, details: [] }],
    )
    const holders = new Set(authorities.flatMap((authority) => authority.holders)).size
    const message = `chain ${chain.chainId} answers at block ${block.number}; every address has code; ${routeOf(route).present.summary(route)}; ${holders} ${holders === 1 ? 'account holds' : 'accounts hold'} the market's roles.`
    return [{ severity: 'ok', code: 'chain', subject, message, details: [] }, ...found]
  } catch (error) {
    return [failure(error, subject)]
  }
}

async function checkTemporal(settings: LoadedConfig['config']['temporal']): Promise<OnlineFinding[]> {
  const subject = 'temporal'
  try {
    const temporal = await connectTemporal(settings)
    try {
      const message = `Temporal answers at ${temporal.address}, namespace ${temporal.namespace}.`
      const answers: OnlineFinding = { severity: 'ok', code: 'temporal', subject, message, details: [] }
      const missing = await assertWorkers(temporal.client, settings.taskQueue).then(
        () => [],
        (error: unknown) => [{ ...failure(error, subject), severity: 'warning' as const }],
      )
      return [answers, ...missing]
    } finally {
      await temporal.close()
    }
  } catch (error) {
    return [failure(error, subject)]
  }
}

async function wrapped<T>(rpcUrl: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof BaseError ? new ChainUnreachable(rpcUrl, error) : error
  }
}

function failure(error: unknown, subject: string): OnlineFinding {
  if (!(error instanceof PlimsollError)) throw error
  return {
    severity: 'error',
    code: error.code,
    kind: error.kind,
    subject,
    message: error.shortMessage,
    details: error.metaMessages,
  }
}
