import { inlineCompute } from '../../../activities/compute/inlineCompute.js'
import type { ActivityDependencies, MarketRuntime } from '../../../activities/dependencies.js'
import { evidenceStore } from '../../../activities/evidence/evidenceStore.js'
import type { Relayer } from '../../../activities/chain/relayer.js'
import { memoryBlobStore } from '../evidence/support/memoryStore.js'

/** What activities touch, of one market: evidence in memory, no proposal alive, and nothing is relayed. */
export function dependenciesOf(
  runtime: Omit<MarketRuntime, 'sources' | 'service'> & Pick<Partial<MarketRuntime>, 'service'>,
): ActivityDependencies {
  return {
    markets: new Map([[runtime.config.id, { sources: [], service: null, ...runtime }]]),
    evidence: evidenceStore(memoryBlobStore()),
    compute: inlineCompute(),
    listLiveProposals: async () => [],
    relay: () => Promise.reject(new Error('nothing is sent')),
    killPoint: () => {},
    secrets: [],
  }
}

/** A relayer of an account that signs nothing. */
export function idleRelayer({ address }: Pick<Relayer, 'address'>): Relayer {
  return { address, signTransaction: () => Promise.reject(new Error('nothing is signed')) }
}
