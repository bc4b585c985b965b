import { createRequire } from 'node:module'
import {
  createTestClient,
  http,
  publicActions,
  type PublicActions,
  type TestClient,
  walletActions,
  type WalletActions,
} from 'viem'
import { spawnTethered } from '../process/spawnTethered.js'
import { AnvilUnavailable } from './errors.js'

/** A viem client of a fork, without a default chain or account. */
export type ForkClient = TestClient<'anvil'> & PublicActions & WalletActions

/** A chain of its own that began as a copy of another at one block. */
export interface Fork {
  readonly client: ForkClient
  /** Process id of anvil's tether. */
  readonly pid: number
  /** Ends the fork; may be called again. */
  readonly stop: () => Promise<void>
}

/**
 * Start anvil as a fork of a chain at a pinned block: a copy that nobody else sees and that ends with this process.
 *
 * Every sender is impersonated, and blocks are mined only when asked for. Nothing is cached on disk: another local chain of the same id and
 * height would be read from there.
 *
 * @param rpcUrl - a relay's URL: it stands in the process list.
 * @throws {AnvilUnavailable} when this platform's binary is not installed.
 * @throws {ProcessDidNotStart} when anvil does not listen within `startTimeoutMs`, as when the node does not answer.
 */
export async function startFork({
  rpcUrl,
  blockNumber,
  startTimeoutMs,
  signal,
}: {
  readonly rpcUrl: string
  readonly blockNumber: bigint
  readonly startTimeoutMs: number
  /** Ends the fork. */
  readonly signal: AbortSignal
}): Promise<Fork> {
  const anvil = await spawnTethered({
    name: 'anvil (a fork to simulate on)',
    command: anvilBinary(),
    args: [
      ...['--host', '127.0.0.1', '--port', '0', '--accounts', '0'],
      ...['--fork-url', rpcUrl, '--fork-block-number', blockNumber.toString()],
      ...['--no-storage-caching', '--no-rate-limit', '--retries', '2', '--timeout', '20000'],
      ...['--auto-impersonate', '--no-mining', '--no-priority-fee'],
    ],
    ready: /Listening on (127\.0\.0\.1:\d+)/,
    startTimeoutMs,
    signal,
  })
  const transport = http(`http://${anvil.readyMatch[1]}`, {
    retryCount: 0,
    timeout: 120_000,
    batch: { batchSize: 64, wait: 0 },
  })
  const client = createTestClient({ mode: 'anvil', transport, pollingInterval: 20, cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions)
  return { client, pid: anvil.pid, stop: anvil.stop }
}

/**
 * Find the anvil binary that npm installed for a platform.
 *
 * @returns its absolute path.
 * @throws {AnvilUnavailable} when the platform's package is missing.
 */
export function anvilBinary(platform: string = process.platform, arch: string = process.arch): string {
  const packageName = `@foundry-rs/anvil-${platform}-${arch === 'x64' ? 'amd64' : arch}`
  try {
    // Resolved from the parent package, where npm may have nested it.
    const fromAnvil = createRequire(createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json'))
    return fromAnvil.resolve(`${packageName}/bin/anvil${platform === 'win32' ? '.exe' : ''}`)
  } catch (cause) {
    throw new AnvilUnavailable(packageName, cause)
  }
}
