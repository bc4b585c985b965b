import { join } from 'node:path'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import {
  temporalByDownload,
  temporalByGo,
  temporalInCache,
  temporalOnPath,
  type TemporalSource,
  temporalVersion,
} from './temporalSources.js'

/** No way led to a Temporal server on this machine. */
export class TemporalServerUnavailable extends PlimsollError {
  readonly code = 'TEMPORAL_SERVER_UNAVAILABLE'
  readonly kind = 'local'

  constructor(readonly attempts: readonly string[]) {
    super({
      shortMessage: `No Temporal server could be had: ${attempts.length} ways were tried.`,
      metaMessages: [
        ...attempts.map((attempt) => `- ${attempt}`),
        'Remedies, any one of them:',
        '- set TEMPORAL_ADDRESS=host:port to use a server that runs already;',
        '- install the Temporal CLI (https://docs.temporal.io/cli#install) so that `temporal` is on the PATH;',
        '- connect this machine to the internet once, so that the CLI can be downloaded;',
        '- install Go 1.24 or newer (https://go.dev/dl), so that the CLI can be built from its sources.',
      ],
    })
  }
}

/** Where workflows can run: a server that is there already, or a CLI that starts one. */
export type ResolvedTemporal =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'binary'; readonly path: string; readonly source: string }

/** How to look for a Temporal server. */
export interface ResolveTemporalOptions {
  /** `TEMPORAL_ADDRESS` of the environment, host:port. */
  readonly address?: string | undefined
  /** Absolute path of Plimsoll's cache folder. */
  readonly cacheFolder: string
  /** Gets a line for each way that was tried, with the reason where it led nowhere. */
  readonly say?: (line: string) => void
  /** Ends what is under way; no further way is tried then. */
  readonly signal?: AbortSignal | undefined
  /** The ways to a CLI in order; for tests. */
  readonly sources?: readonly TemporalSource[]
}

/**
 * Find a Temporal server, or get a CLI that can start one.
 *
 * In this order: an address; `temporal` on the PATH; the cache folder; the SDK's download; `go install` into the cache
 * folder. Two processes that need the CLI at once get it once.
 *
 * @throws {TemporalServerUnavailable} when no way leads there; it lists what was tried and the remedies.
 * @throws the signal's reason when it is aborted
 */
export async function resolveTemporal(options: ResolveTemporalOptions): Promise<ResolvedTemporal> {
  const { address, cacheFolder, say = () => {}, signal } = options
  const { sources = [temporalOnPath, temporalInCache, temporalByDownload, temporalByGo] } = options
  if (address !== undefined) {
    say(`Temporal: using the server at ${address} (TEMPORAL_ADDRESS).`)
    return { kind: 'address', address }
  }
  const attempts = ['TEMPORAL_ADDRESS: not set']
  const binaryFolder = join(cacheFolder, `temporal-cli-${temporalVersion}`)
  for (const { name, find } of sources) {
    const result = await find({ binaryFolder, say, signal })
    signal?.throwIfAborted()
    if ('path' in result) {
      say(`Temporal: using ${name}.`)
      return { kind: 'binary', path: result.path, source: name }
    }
    attempts.push(`${name}: ${result.reason}`)
    say(`Temporal: not from ${name}: ${result.reason}.`)
  }
  throw new TemporalServerUnavailable(attempts)
}
