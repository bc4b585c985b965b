import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketId } from '../core/units/marketId.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { ChainClient } from './chain/chainClient.js'
import type { Relayer } from './chain/relayer.js'
import type { RelayRequest, RelayResult } from './chain/relayRequest.js'
import type { ComputePool } from './compute/computePool.js'
import type { CursorStore } from './evidence/cursorStore.js'
import type { EvidenceStore } from './evidence/evidenceStore.js'
import type { ImpliedSource } from './sources/implied/impliedSource.js'
import type { MarketDataSource } from './sources/marketDataSource.js'
import type { SafeService } from './service/safeService.js'

/** One configured market with its connections. */
export interface MarketRuntime {
  readonly config: MarketConfig
  readonly chain: ChainClient
  readonly sources: readonly MarketDataSource[]
  /** Sources of implied volatility, in order of precedence; none where the configuration names none. */
  readonly impliedSources?: readonly ImpliedSource[]
  /** Absolute path of the backtest that the configuration names, where it names one. */
  readonly backtestFile?: string
  /** Pays gas; holds no role that can change a parameter. */
  readonly relayer: Relayer
  /** The Safe Transaction Service that proposals are offered through, where one is configured. */
  readonly service?: SafeService | null
}

/** A proposal that is not over yet, as the engine lists it. */
export interface LiveProposal {
  readonly workflowId: string
}

/** Everything outside that activities touch, handed in once. */
export interface ActivityDependencies {
  readonly markets: ReadonlyMap<MarketId, MarketRuntime>
  readonly evidence: EvidenceStore
  /** Where the heavy mathematics runs. */
  readonly compute: ComputePool
  /** Where the next run finds what the last one left; without it every run searches the whole chain for borrowers. */
  readonly cursors?: CursorStore
  /** List the market's proposal workflows that still run. */
  readonly listLiveProposals: (market: MarketId) => Promise<readonly LiveProposal[]>
  /** Have the relayer's entity workflow send a call, once for each request id, and wait for its confirmation. */
  readonly relay: (request: RelayRequest, signal: AbortSignal) => Promise<RelayResult>
  /** Told when the worker begins to stop, with the reason: what waits then leaves its wait to the next worker. */
  readonly stopping?: AbortSignal
  /** Called around every activity with its name; a test ends the process there. */
  readonly killPoint: (name: string) => void
  /** Values that must never leave in an error. */
  readonly secrets: readonly string[]
}

/** A workflow names a market that this worker's configuration lacks. */
export class UnknownMarket extends PlimsollError {
  readonly code = 'UNKNOWN_MARKET'
  readonly kind = 'notFound'

  constructor(market: string, known: readonly string[]) {
    super({
      shortMessage: `The market "${market}" is not in this worker's configuration.`,
      metaMessages: [
        `It has: ${known.join(', ') || 'none'}.`,
        'Correct the name, or start the worker with the configuration that has it.',
      ],
    })
  }
}

/**
 * Look a market up.
 *
 * @throws {UnknownMarket} when the worker's configuration lacks it
 */
export function marketRuntime(dependencies: Pick<ActivityDependencies, 'markets'>, market: MarketId): MarketRuntime {
  const runtime = dependencies.markets.get(market)
  if (runtime === undefined) throw new UnknownMarket(market, [...dependencies.markets.keys()])
  return runtime
}
