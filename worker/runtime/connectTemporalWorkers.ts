import { NativeConnection } from '@temporalio/worker'
import { temporalConnection } from '../../config/temporalConnection.js'
import { type TemporalSettings, within } from '../../client/connectTemporal.js'

/**
 * Connect workers to Temporal. Takes 5 s at most. Apart from the client's connection, since the worker's runtime takes long to load.
 *
 * @throws {TemporalUnreachable} when nothing answers
 */
export async function connectTemporalWorkers(
  settings: TemporalSettings,
): Promise<{ readonly connection: NativeConnection; readonly namespace: string }> {
  const { address, namespace, connectionOptions } = temporalConnection(settings)
  const connection = await within(address, NativeConnection.connect(connectionOptions), (late) => late.close())
  return { connection, namespace }
}
