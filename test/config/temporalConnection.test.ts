import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { TemporalSettingsInvalid } from '../../config/errors.js'
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

  it.each(['TRUE', 'True', 'yes', 'on', '', ' ', 'flase'])('error: TemporalSettingsInvalid for TEMPORAL_TLS=%j', (value) => {
    process.env.TEMPORAL_TLS = value
    process.env.TEMPORAL_API_KEY = 'a-secret-key'
    expect(() => temporalConnection(config)).toThrow(TemporalSettingsInvalid)
    expect(() => temporalConnection(config)).toThrow(/TEMPORAL_TLS is .*\nWrite TEMPORAL_TLS=true/)
  })

  it.each(['true', '1'])('behavior: TEMPORAL_TLS=%s is TLS', (value) => {
    process.env.TEMPORAL_TLS = value
    expect(temporalConnection(config).connectionOptions.tls).toBeTruthy()
  })

  it('error: TemporalSettingsInvalid for an API key with a line break, which is not quoted', () => {
    process.env.TEMPORAL_API_KEY = 'a-secret\nkey'
    expect(() => temporalConnection(config)).toThrow(TemporalSettingsInvalid)
    expect(() => temporalConnection(config)).toThrow(/^(?!.*a-secret)/s)
  })

  it('error: TemporalSettingsInvalid for an API key that would leave this machine without TLS', () => {
    process.env.TEMPORAL_API_KEY = 'a-secret-key'
    process.env.TEMPORAL_TLS = 'false'
    process.env.TEMPORAL_ADDRESS = 'cluster.example:7233'
    expect(() => temporalConnection(config)).toThrow(/would go to cluster\.example:7233 without TLS/)
    for (const address of ['127.0.0.1:7233', 'localhost:7233', '[::1]:7233']) {
      process.env.TEMPORAL_ADDRESS = address
      expect(temporalConnection(config).connectionOptions.tls).toBe(false)
    }
    for (const address of ['127.0.0.1.example:7233', 'localhost.example:7233']) {
      process.env.TEMPORAL_ADDRESS = address
      expect(() => temporalConnection(config)).toThrow(TemporalSettingsInvalid)
    }
  })

  it('behavior: of a profile file that is no TOML no line is quoted, since it may hold the API key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plimsoll-profile-'))
    try {
      const file = join(folder, 'temporal.toml')
      await writeFile(file, '[profile.default]\naddress = "cluster.example:7233"\napi_key = a-secret-key\n')
      process.env.TEMPORAL_CONFIG_FILE = file
      let found: unknown
      try {
        temporalConnection(config)
      } catch (error) {
        found = error
      }
      expect(found).toBeInstanceOf(TemporalSettingsInvalid)
      expect(String(found)).toMatch(/cannot be read: Invalid TOML document: invalid value \(line 3\)\./)
      expect(inspect(found, { depth: null })).not.toContain('a-secret-key')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it.each([
    ['an empty file', ''],
    ['a comment alone', '# nothing\n'],
    ['no TOML', '[profile'],
  ])('error: TemporalSettingsInvalid for a profile file that is %s', async (_, text) => {
    const folder = await mkdtemp(join(tmpdir(), 'plimsoll-profile-'))
    try {
      const file = join(folder, 'temporal.toml')
      await writeFile(file, text)
      process.env.TEMPORAL_CONFIG_FILE = file
      expect(() => temporalConnection(config)).toThrow(TemporalSettingsInvalid)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
