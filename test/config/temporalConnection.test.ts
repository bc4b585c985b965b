import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { temporalConnection } from '../../config/temporalConnection.js'

const config = { address: '127.0.0.1:7233', namespace: 'default' }
let saved: NodeJS.ProcessEnv

beforeEach(() => {
  saved = { ...process.env }
  for (const name of Object.keys(process.env)) if (name.startsWith('TEMPORAL_')) delete process.env[name]
})

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name]
  Object.assign(process.env, saved)
})

describe('temporalConnection', () => {
  it('default', () => {
    const connection = temporalConnection(config)
    expect(connection).toMatchObject({ ...config, connectionOptions: { address: '127.0.0.1:7233' } })
    expect(connection.connectionOptions.tls).toBeUndefined()
  })

  it('behavior: the environment stands above the configuration', () => {
    process.env.TEMPORAL_ADDRESS = 'cluster.example:7233'
    process.env.TEMPORAL_NAMESPACE = 'risk'
    process.env.TEMPORAL_API_KEY = 'key'
    expect(temporalConnection(config)).toMatchObject({
      address: 'cluster.example:7233',
      namespace: 'risk',
      connectionOptions: { address: 'cluster.example:7233', apiKey: 'key', tls: true },
    })
  })
})
