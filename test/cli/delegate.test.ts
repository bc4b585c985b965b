import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parseDocument } from 'yaml'
import { runCli } from '../../cli/runCli.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import { localVariables } from '../../local/system/environmentNames.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { startSafeService } from '../support/safeServiceServer.js'
import { startTestSystem } from '../support/testSystem.js'
import { fakeTerminal } from './fakeTerminal.js'

const { owners, delegate } = localAccounts()
const [ownerKey] = localVariables.ownerKeys

let system: LocalSystem
let server: Awaited<ReturnType<typeof startSafeService>>
let config: string

beforeAll(async () => {
  system = await startTestSystem({ hasWorker: false })
  server = await startSafeService({ client: system.chain as never, chainId: 31337 })
  const document = parseDocument(await readFile(system.configFile, 'utf8'))
  document.setIn(['markets', 0, 'route', 'service'], { urlEnv: 'SERVICE_URL', delegateKeyEnv: 'DELEGATE_KEY' })
  config = join(system.runFolder, 'service.yaml')
  await writeFile(config, document.toString())
})

afterAll(async () => {
  await server?.stop()
  await system?.stop()
})

async function register(keyEnv: string, over: Readonly<Record<string, string>> = {}, file = config) {
  const { terminal, written } = fakeTerminal()
  const variables: Record<string, string> = {
    ...system.variables,
    SERVICE_URL: server.url,
    DELEGATE_KEY: privateKeyOf(delegate),
    ...over,
  }
  const argv = ['safe', 'delegate', 'register', '--key-env', keyEnv, '--config', file, '--yes', '--json']
  const code = await runCli({ argv, terminal, environment: (name) => variables[name], version: '1.2.3' })
  return { code, json: JSON.parse(written.out) }
}

describe('safe delegate register', () => {
  it('default: an owner admits the delegate; again is an update', async () => {
    const expected = { delegate: delegate.address, owner: owners[0].address, safe: system.deployment.safe.address }
    expect(await register(ownerKey)).toMatchObject({ code: 0, json: expected })
    expect(await register(ownerKey)).toMatchObject({ code: 0, json: expected })
  })

  it('error: RegistrarNotOwner', async () => {
    const { code, json } = await register(localVariables.guardianKey)
    expect({ code, json }).toMatchObject({ code: 7, json: { error: { code: 'REGISTRAR_NOT_OWNER' } } })
  })

  it('error: DelegateIsOwner', async () => {
    const { code, json } = await register(ownerKey, { DELEGATE_KEY: privateKeyOf(owners[1]) })
    expect({ code, json }).toMatchObject({ code: 7, json: { error: { code: 'DELEGATE_IS_OWNER' } } })
  })

  it('error: a service that cannot be reached', async () => {
    const { code, json } = await register(ownerKey, { SERVICE_URL: 'http://127.0.0.1:1/api' })
    expect({ code, json }).toMatchObject({ code: 11, json: { error: { code: 'SERVICE_UNAVAILABLE' } } })
  })

  it('error: ServiceNotConfigured', async () => {
    const { code, json } = await register(ownerKey, {}, system.configFile)
    expect({ code, json }).toMatchObject({ code: 3, json: { error: { code: 'SERVICE_NOT_CONFIGURED' } } })
  })
})
