import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { runCli } from '../../cli/runCli.js'
import { fakeTerminal } from './fakeTerminal.js'

const local = join(projectRoot(), 'examples', 'local.yaml')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-cli-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(
  argv: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  options?: Parameters<typeof fakeTerminal>[0],
) {
  const { terminal, written } = fakeTerminal(options)
  const code = await runCli({ argv, terminal, environment: (name) => variables[name], version: '1.2.3' })
  return { code, ...written }
}

describe('runCli', () => {
  it('default', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n', err: '' })
  })

  it('behavior: help shows examples and exit codes', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/Examples:[\s\S]*plimsoll proposal sign[\s\S]*Exit codes:\n {4}0 {2}done/)
  })

  it.each([
    [['frobnicate']],
    [['proposal', 'show']],
    [['proposal', 'list', '--frob']],
    [['proposal', 'reject', 'abcdef', '--key-env', 'K']],
    [['proposal', 'reject', 'abcdef', '--key-env', 'K', '--reason', ' ']],
    [['proposal', 'sign', 'abcdef']],
    [['proposal', 'sign', 'abcdef', '--key-env', 'K', '--signature', '0x12']],
    [['proposal', 'sign', 'abcdef', '--contract-owner', '0x00000000000000000000000000000000000000aa']],
    [['proposal', 'sign', 'abcdef', '--approved-hash', '0x12']],
    [['proposal', 'sign', 'abcdef', '--signature', '0x12', '--approved-hash', '0x00000000000000000000000000000000000000aa']],
    [['safe', 'delegate', 'register']],
    [['local', 'advance', 'soon']],
    [['local', 'advance', '0s']],
    [['market', 'stress', '--shock', 'WETH=-40']],
    [['market', 'stress', '--shock', 'WETH=-101%']],
    [['market', 'stress', '--shock', 'WETH=-40%,WETH=-30%']],
    [['market', 'stress', '--shock']],
    [['worker', '--queues', 'chain,gpu']],
    [['local', 'up', '--port', '70000']],
    [['local', 'up', '--as-of', '12 June']],
    [['proposal']],
    [[]],
  ])('error: usage %j', async (argv) => {
    const { code, out, err } = await run(argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).not.toBe('')
    const json = await run([...argv, '--json'])
    expect(json).toMatchObject({ code: 2, err: '' })
    expect(JSON.parse(json.out)).toEqual({ error: { code: 'USAGE', message: expect.any(String), details: expect.any(Array) } })
  })

  it('behavior: a mistyped option is answered with the one that was meant', async () => {
    expect((await run(['recalibrate', '--dry-rum'])).err).toContain('Did you mean --dry-run?')
  })

  it('behavior: --json makes documents of help and version too', async () => {
    expect(JSON.parse((await run(['--version', '--json'])).out)).toEqual({ version: '1.2.3' })
    expect(JSON.parse((await run(['schedule', '--help', '--json'])).out)).toEqual({ help: expect.stringContaining('pause') })
  })

  it('behavior: config schema is the JSON Schema', async () => {
    const { code, out } = await run(['config', 'schema'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ title: 'Plimsoll configuration' })
    expect(JSON.parse((await run(['config', 'schema', '--json'])).out)).toEqual(JSON.parse(out))
  })

  it.each(['local.yaml', 'ethereum-mainnet.yaml'])('behavior: config check accepts examples/%s', async (name) => {
    const { code, out } = await run(['config', 'check', '--config', join(projectRoot(), 'examples', name), '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ isOk: true, online: [] })
  })

  it('behavior: PLIMSOLL_CONFIG names the file where --config does not', async () => {
    expect((await run(['config', 'check'], { PLIMSOLL_CONFIG: local })).out).toContain(`${local} is valid: aave-v3-local`)
  })

  it('error: NotALocalRun', async () => {
    const { code, out } = await run(['local', 'advance', '2d', '--config', local, '--json'])
    expect(code).toBe(10)
    expect(JSON.parse(out).error.code).toBe('NOT_A_LOCAL_RUN')
  })

  it('error: ConfigFileUnreadable', async () => {
    const { code, out, err } = await run(['config', 'check', '--config', join(folder, 'none.yaml'), '--json'])
    expect({ code, err }).toEqual({ code: 3, err: '' })
    expect(JSON.parse(out).error.code).toBe('CONFIG_FILE_UNREADABLE')
  })

  it('error: ConfigInvalid names line, key, value and remedy', async () => {
    const file = join(folder, 'wrong.yaml')
    await writeFile(file, 'version: 1\nmarkts: []\n')
    const { code, err } = await run(['config', 'check', '--config', file])
    expect(code).toBe(3)
    expect(err).toMatch(/wrong\.yaml:2: .*markts/)
  })

  it('error: MarketNotConfigured', async () => {
    const { code, out } = await run(['market', 'inspect', 'aave-v4', '--config', local, '--json'], {
      PLIMSOLL_RPC_URL: 'http://127.0.0.1:1',
    })
    expect(code).toBe(6)
    expect(JSON.parse(out).error).toMatchObject({
      code: 'MARKET_NOT_CONFIGURED',
      message: 'The configuration has no market "aave-v4".',
    })
  })

  it('error: EnvironmentVariableMissing for the RPC node', async () => {
    const { code, err } = await run(['market', 'inspect', '--config', local])
    expect(code).toBe(3)
    expect(err).toContain('PLIMSOLL_RPC_URL is not set')
  })

  it.each(['PLIMSOLL_RPC_URL', 'not a url'])('error: RpcUrlInvalid for %s', async (value) => {
    const { code, out } = await run(['market', 'inspect', '--config', local, '--json'], { PLIMSOLL_RPC_URL: value })
    expect(code).toBe(3)
    expect(JSON.parse(out).error.code).toBe('RPC_URL_INVALID')
    if (value !== 'PLIMSOLL_RPC_URL') expect(out).not.toContain(value)
  })

  it('error: ChainUnreachable, its URL redacted even with --verbose', async () => {
    const url = 'http://127.0.0.1:1/v3/0123456789abcdef-secret'
    const { code, out, err } = await run(['market', 'inspect', '--config', local, '--verbose'], { PLIMSOLL_RPC_URL: url })
    expect({ code, out }).toEqual({ code: 4, out: '' })
    expect(err).toContain('does not answer')
    expect(err).toContain('at ')
    expect(err).not.toMatch(/0123456789abcdef/)
  })

  it.each([['not-a-key'], [`0x${'0'.repeat(64)}`], [`0x${'f'.repeat(64)}`]])(
    'error: InvalidPrivateKey without showing %s',
    async (value) => {
      const { code, out, err } = await run(['proposal', 'sign', 'abcdef12', '--config', local, '--key-env', 'OWNER', '--json'], {
        OWNER: value,
      })
      expect(code).toBe(3)
      expect(JSON.parse(out).error.code).toBe('INVALID_PRIVATE_KEY')
      expect(out + err).not.toContain(value)
    },
  )

  it.each([
    ['sign', [], 'a private key'],
    ['reject', ['--reason', 'too early'], 'a private key'],
  ])('error: EnvironmentVariableMissing where the key of proposal %s stands for its name', async (verb, rest, kind) => {
    const key = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
    const argv = ['proposal', verb, 'abcdef12', '--config', local, '--key-env', `0x${key}`, ...rest]
    const { code, err } = await run(argv)
    expect(code).toBe(3)
    expect(err).toContain(`error: The NAME of an environment variable belongs here, and 0x4c0883a6… looks like ${kind}.`)
    expect(err).toContain('take the key out of use')
    const json = await run([...argv, '--json'])
    expect(JSON.parse(json.out).error.code).toBe('ENVIRONMENT_VARIABLE_MISSING')
    expect(err + json.out + json.err).not.toContain(key.slice(8))
  })

  it('behavior: a key pasted as a market is shortened, and what to do about it is said', async () => {
    const key = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
    const { err } = await run(['market', 'inspect', key, '--config', local])
    expect(err).toContain('has no market "4c0883a6…"')
    expect(err).toContain('If the long number is a private key, take it out of use')
    const pasted = await run(['config', 'check'], { PLIMSOLL_CONFIG: `0x${key}` })
    expect(pasted.code).toBe(3)
    expect(pasted.out + pasted.err).not.toContain(key.slice(8))
  })

  it('error: a file that holds a key is not repeated', async () => {
    const key = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
    const file = join(folder, 'pasted.json')
    for (const text of [`0x${key}`, `"0x${key}"`, `{"to": "0x${key}"}`, `key: 0x${key}\n  x`]) {
      await writeFile(file, text)
      for (const argv of [
        ['safe', 'hash', file],
        ['safe', 'batch', 'verify', file],
        ['config', 'check', '--config', file],
      ]) {
        const { code, out, err } = await run([...argv, '--verbose'])
        expect(code).not.toBe(0)
        expect(out + err).not.toContain(key.slice(8))
      }
    }
  })

  it('error: an error that nothing caught goes through the same door', async () => {
    const key = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
    const { terminal, written } = fakeTerminal()
    const crashed = Promise.reject<never>(new Error(`no 0x${key}`))
    const argv = ['config', 'check', '--config', local]
    const code = await runCli({ argv, terminal, environment: () => undefined, version: '1.2.3', crashed })
    expect({ code, ...written }).toMatchObject({ code: 1, out: '', err: expect.stringContaining('error: Error: no 0x4c0883a6…') })
  })

  it('error: MalformedSignature', async () => {
    const { code, out } = await run(['proposal', 'sign', 'abcdef12', '--config', local, '--signature', '0x1234', '--json'])
    expect(code).toBe(7)
    expect(JSON.parse(out).error.code).toBe('MALFORMED_SIGNATURE')
  })

  it('behavior: colours only on a terminal, and not with --no-color or NO_COLOR', async () => {
    const hasColor = async (argv: string[], variables = {}, isTty = true) =>
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
      /\u001b\[/.test((await run([...argv, 'config', 'check', '--config', local], variables, { isTty })).out)
    expect(await hasColor([])).toBe(true)
    expect(await hasColor(['--no-color'])).toBe(false)
    expect(await hasColor([], { NO_COLOR: '1' })).toBe(false)
    expect(await hasColor([], {}, false)).toBe(false)
  })
})
