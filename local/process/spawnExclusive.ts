import { rm, writeFile } from 'node:fs/promises'
import { type SpawnTetheredOptions, spawnTethered, type TetheredProcess } from '../../activities/process/spawnTethered.js'
import { awaitPredecessor } from './awaitPredecessor.js'

/**
 * Start a program that ends with this process and that is the only one to use some data.
 *
 * @param options.pidFile - absolute path that names the process which uses the data; nothing is shared without it.
 * @throws {AlreadyRunning} when the process named in `pidFile` still runs.
 * @throws {ProcessDidNotStart} when it exits, or is silent for `startTimeoutMs` (20 s), before `ready` matches.
 */
export async function spawnExclusive(
  options: Omit<SpawnTetheredOptions, 'onSpawn'> & { readonly pidFile?: string | undefined },
): Promise<TetheredProcess> {
  const { pidFile, ...program } = options
  if (pidFile === undefined) return spawnTethered(program)
  await awaitPredecessor(program.name, pidFile)
  const forget = () => rm(pidFile, { force: true })
  try {
    const spawned = await spawnTethered({ ...program, onSpawn: (pid) => writeFile(pidFile, String(pid)) })
    const stop = async (): Promise<void> => {
      await spawned.stop()
      await forget()
    }
    return { ...spawned, stop }
  } catch (error) {
    await forget()
    throw error
  }
}
