import { dirname } from 'node:path'
import type { Hex } from 'viem'
import { makeFolder } from '../../activities/process/makeFolder.js'
import { anvilBinary } from '../../activities/simulation/startFork.js'
import { developmentMnemonic } from '../accounts.js'
import { awaitPredecessor } from '../process/awaitPredecessor.js'
import { freePort } from '../process/freePort.js'
import { spawnExclusive } from '../process/spawnExclusive.js'
import { checkpointOf, keepOwnGenesis, restoreStateFile, writeStateDump } from './stateFile.js'
import { localChainId, testClient } from './testClient.js'

const name = 'anvil (the local chain)'

/** How to start a local chain. */
export interface StartAnvilOptions {
  /** Absolute path of the chain's state; read when it exists, written every second and at the end. In memory without it. */
  readonly stateFile?: string
  /** Whether the state is written at all; true by default. Writing megabytes a second keeps a processor busy. */
  readonly isKept?: boolean
  /** Unix seconds of the genesis block and start of the clock. Only a new chain heeds it: a restored one goes on from its head. */
  readonly timestampSeconds?: number
  readonly chainId?: number
  /** TCP port on 127.0.0.1; free by default. */
  readonly port?: number
}

/** A running local chain. */
export interface LocalChain {
  /** Process id of anvil's tether. */
  readonly pid: number
  /** HTTP URL on loopback. */
  readonly rpcUrl: string
  readonly chainId: number
  /** Writes the state as of now beside the state file, complete or not at all; nothing without a state file. */
  readonly flush: () => Promise<void>
  /** Ends the chain and resolves when its state is written. */
  readonly stop: () => Promise<void>
}

/**
 * Start anvil on loopback and wait until it listens.
 *
 * A restored chain keeps its blocks, receipts, events, balances and contracts, and its clock goes on from its last block:
 * the time it was down did not pass. Of the states before its last block it keeps none (they would make the file grow by
 * a megabyte a block, written every second): a call at an older block fails. A kill of anvil itself loses at most the
 * last second.
 *
 * @throws {AnvilUnavailable} when this platform's binary is not installed.
 * @throws {AlreadyRunning} when another anvil uses the state file.
 * @throws {PortUnavailable} when `port` is in use.
 * @throws {ProcessDidNotStart} when anvil does not listen within 20 s.
 */
export async function startAnvil(options: StartAnvilOptions = {}): Promise<LocalChain> {
  const { stateFile, isKept = true, chainId = localChainId, port = 0 } = options
  if (port !== 0) await freePort(port, 'the local chain')
  if (stateFile !== undefined) await makeFolder(dirname(stateFile))
  const pidFile = stateFile === undefined || !isKept ? undefined : `${stateFile}.pid`
  if (pidFile !== undefined) await awaitPredecessor(name, pidFile)
  const head = stateFile === undefined ? undefined : await restoreStateFile(stateFile)
  if (stateFile !== undefined && head !== undefined) await keepOwnGenesis(stateFile)
  const clockStart = head?.timestampSeconds ?? options.timestampSeconds

  const anvil = await spawnExclusive({
    name,
    pidFile,
    command: anvilBinary(),
    args: [
      ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId), '--mnemonic', developmentMnemonic],
      ...(clockStart === undefined ? [] : ['--timestamp', String(clockStart)]),
      ...(stateFile === undefined ? [] : isKept ? ['--state', stateFile, '--state-interval', '1'] : ['--load-state', stateFile]),
    ],
    ready: /Listening on (127\.0\.0\.1:\d+)/,
  })
  const rpcUrl = `http://${anvil.readyMatch[1]}`
  const client = testClient(rpcUrl, chainId)

  return {
    pid: anvil.pid,
    rpcUrl,
    chainId,
    flush: async () => {
      if (stateFile === undefined || !isKept) return
      const dump = await client.request<{ Method: 'anvil_dumpState'; Parameters: [boolean]; ReturnType: Hex }>({
        method: 'anvil_dumpState',
        params: [false],
      })
      await writeStateDump(checkpointOf(stateFile), dump)
    },
    stop: anvil.stop,
  }
}
