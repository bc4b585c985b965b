import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Client, Connection } from '@temporalio/client'
import { cacheDir, environment } from '../../../config/environment.js'
import { PortUnavailable } from '../../../local/process/freePort.js'
import { resolveTemporal } from '../../../local/temporal/resolveTemporal.js'
import { type LocalTemporal, startTemporal } from '../../../local/temporal/startTemporal.js'
import { isRunning } from '../support/childProcesses.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

const searchAttributes = { PlimsollMarket: 'Keyword', PlimsollSeverity: 'Int' } as const
const folder = temporaryFolder()
afterAll(folder.remove)

let binary: string
beforeAll(async () => {
  const resolved = await resolveTemporal({ cacheFolder: cacheDir() })
  if (resolved.kind !== 'binary') throw new Error(`Not for TEMPORAL_ADDRESS=${environment('TEMPORAL_ADDRESS')}`)
  binary = resolved.path
})

async function withClient<T>(server: LocalTemporal, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address })
  try {
    return await use(new Client({ connection, namespace: server.namespace }))
  } finally {
    await connection.close()
  }
}

describe('startTemporal', () => {
  it('default', async () => {
    const server = await startTemporal({ binary, headless: true, searchAttributes })
    expect(server.address).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(server.uiUrl).toBeUndefined()
    const attributes = await withClient(server, ({ connection }) =>
      connection.operatorService.listSearchAttributes({ namespace: 'default' }),
    )
    expect(Object.keys(attributes.customAttributes)).toEqual(expect.arrayContaining(Object.keys(searchAttributes)))
    await server.stop()
    expect(isRunning(server.pid)).toBe(false)
  })

  it('behavior: a second start on the same database keeps workflows and search attributes', async () => {
    const dbFile = join(folder.path, 'run', 'temporal.db')
    const first = await startTemporal({ binary, dbFile, headless: true, searchAttributes })
    await withClient(first, (client) => client.workflow.start('anything', { taskQueue: 'nobody', workflowId: 'kept', args: [] }))
    await first.stop()
    const second = await startTemporal({
      binary,
      dbFile,
      headless: true,
      searchAttributes: { ...searchAttributes, PlimsollState: 'Keyword' },
    })
    const description = await withClient(second, (client) => client.workflow.getHandle('kept').describe())
    expect(description.status.name).toBe('RUNNING')
    await second.stop()
  })

  it("behavior: Temporal's web interface answers where it says", async () => {
    const server = await startTemporal({ binary, headless: false, searchAttributes })
    const page = await fetch(server.uiUrl ?? '')
    expect(page.status).toBe(200)
    await server.stop()
  })

  it('error: PortUnavailable', async () => {
    const server = await startTemporal({ binary, headless: true, searchAttributes })
    const port = Number(server.address.split(':')[1])
    await expect(startTemporal({ binary, headless: true, searchAttributes, port })).rejects.toThrow(PortUnavailable)
    await server.stop()
  })
})
