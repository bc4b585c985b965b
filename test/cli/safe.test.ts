import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { calculateSafeTransactionHash } from '@safe-global/protocol-kit'
import { runCli } from '../../cli/runCli.js'
import { transactionBuilderFile } from '../../proposals/routes/safeTimelock/present/transactionBuilderFile.js'
import { proposal } from '../proposals/support/fixture.js'
import { describeWithSharedData, sharedData } from '../support/sharedData.js'
import { fakeTerminal } from './fakeTerminal.js'

// Published in the readme of pcaversaccio/safe-tx-hashes-util.
const vector = {
  chainId: '42161',
  safe: '0x111CEEee040739fD91D29C34C33E6B3E112F2177',
  version: '1.3.0',
  to: '0x111CEEee040739fD91D29C34C33E6B3E112F2177',
  value: '0',
  data: '0x0d582f130000000000000000000000000c75fa5a5f1c0997e3eea425cfa13184ed0ec9e50000000000000000000000000000000000000000000000000000000000000003',
  operation: '0',
  safeTxGas: '0',
  baseGas: '0',
  gasPrice: '0',
  gasToken: '0x0000000000000000000000000000000000000000',
  refundReceiver: '0x0000000000000000000000000000000000000000',
  nonce: '234',
}

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-safe-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(...argv: string[]) {
  const { terminal, written } = fakeTerminal()
  const code = await runCli({ argv, terminal, environment: () => undefined, version: '1.2.3' })
  return { code, ...written }
}

async function fileWith(name: string, content: unknown): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const hashOf = async (input: unknown) => run('safe', 'hash', await fileWith('tx.json', input), '--json')

describe('plimsoll safe hash', () => {
  it('default', async () => {
    const { code, out, err } = await hashOf(vector)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      domainHash: '0x1cf7f9b1efe3bc47fe02fd27c649fea19e79d66040683a1c86c7490c80bf7291',
      messageHash: '0xd9109ea63c50ecd3b80b6b27ed5c5a9fd3d546c2169dfb69bfa7ba24cd14c7a5',
      safeTxHash: '0x0cb7250b8becd7069223c54e2839feaed4cee156363fbfe5dd0a48e75c4e25b3',
      calldataDigest: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      warnings: [],
      input: { ...vector, operation: '0' },
    })
    const { out: text } = await run('safe', 'hash', join(folder, 'tx.json'))
    expect(text).toContain('safeTxHash    0x0cb7250b8becd7069223c54e2839feaed4cee156363fbfe5dd0a48e75c4e25b3')
    expect(text).toContain(`to            ${vector.to}`)
  })

  it('error: a key that is duplicated, of which a reader may see the other', async () => {
    const twice = JSON.stringify(vector).replace(/}$/, `,"\\u0074o":"${vector.safe}"}`)
    expect(JSON.parse(twice)).toEqual(vector)
    const { code, out } = await hashOf(twice)
    expect({ code, error: JSON.parse(out).error }).toMatchObject({
      code: 2,
      error: { code: 'INPUT_FILE_INVALID', details: [expect.stringMatching(/is duplicated/), expect.anything()] },
    })
  })

  it.each(['0.1.0', '1.0.0', '1.1.1', '1.2.0', '1.3.0', '1.3.0+L2', '1.4.1', '1.5.0'])(
    'behavior: version %s',
    async (version) => {
      const { code, out } = await hashOf({ ...vector, version })
      expect(code).toBe(0)
      const { chainId, safe, version: _version, ...fields } = vector
      // protocol-kit knows no version below 1.0.0: there the type says dataGas.
      if (version === '0.1.0') return
      const transaction = { ...fields, operation: 0 } as never
      expect(JSON.parse(out).safeTxHash).toBe(
        calculateSafeTransactionHash(safe, transaction, version.replace('+L2', ''), BigInt(chainId)),
      )
    },
  )

  it('behavior: whole JSON numbers count as the decimal strings that they stand for', async () => {
    const { out } = await hashOf({ ...vector, chainId: 42161, operation: 0, nonce: 234, value: 0 })
    expect(JSON.parse(out).safeTxHash).toBe('0x0cb7250b8becd7069223c54e2839feaed4cee156363fbfe5dd0a48e75c4e25b3')
  })

  it('behavior: a delegatecall and a gas refund are warned of', async () => {
    const { out } = await hashOf({ ...vector, operation: '1', gasPrice: '1' })
    expect(JSON.parse(out).warnings).toEqual([expect.stringContaining('DELEGATECALL'), expect.stringContaining('gas refund')])
  })

  it.each([
    ['nonce', { nonce: undefined }],
    ['nonce', { nonce: '-1' }],
    ['nonce', { nonce: '0x1' }],
    ['value', { value: 1e21 }],
    ['value', { value: 0.5 }],
    ['gasPrice', { gasPrice: (2n ** 256n).toString() }],
    ['operation', { operation: '2' }],
    ['chainId', { chainId: '0' }],
    ['chainId', { chainId: 'mainnet' }],
    ['to', { to: '0x111CEEee040739fD91D29C34C33E6B3E112F217' }],
    ['safe', { safe: '0x111cEEee040739fD91D29C34C33E6B3E112F2177' }],
    ['data', { data: '0x123' }],
    ['data', { data: 'abcd' }],
    ['version', { version: '2.0.0' }],
    ['extra', { extra: 1 }],
  ])('error: INPUT_FILE_INVALID, %s %j', async (field, change) => {
    const { code, out } = await hashOf({ ...vector, ...change })
    expect(code).toBe(2)
    const { error } = JSON.parse(out)
    expect(error.code).toBe('INPUT_FILE_INVALID')
    expect(error.details.join('\n')).toContain(field)
  })

  it.each([
    ['', 'It is empty.'],
    ['{', 'It is not JSON'],
    ['[]', 'object'],
    ['<html>', 'It is not JSON'],
  ])('error: INPUT_FILE_INVALID, %j', async (content, problem) => {
    const { code, out } = await run('safe', 'hash', await fileWith('bad.json', content), '--json')
    expect(code).toBe(2)
    expect(JSON.parse(out).error).toMatchObject({
      code: 'INPUT_FILE_INVALID',
      details: expect.arrayContaining([expect.stringContaining(problem)]),
    })
  })

  it('error: INPUT_FILE_UNREADABLE', async () => {
    const { code, out } = await run('safe', 'hash', join(folder, 'nowhere.json'), '--json')
    expect(code).toBe(2)
    expect(JSON.parse(out).error).toMatchObject({ code: 'INPUT_FILE_UNREADABLE', message: expect.stringContaining('ENOENT') })
  })
})

describe('plimsoll safe batch verify', () => {
  const batch = transactionBuilderFile({ proposal })

  it('default: a line each, and 1 when any differs', async () => {
    const good = await fileWith('good.json', batch)
    const bad = await fileWith('bad.json', { ...batch, chainId: '1' })
    expect(await run('safe', 'batch', 'verify', good)).toMatchObject({ code: 0, err: '' })
    const both = await run('safe', 'batch', 'verify', good, bad)
    expect(both.code).toBe(1)
    expect(both.out.trimEnd().split('\n')).toEqual([
      `equal  stored ${batch.meta.checksum}  computed ${batch.meta.checksum}  ${good}`,
      expect.stringMatching(/^differs {2}stored 0x[0-9a-f]{64} {2}computed 0x[0-9a-f]{64} {2}.*bad\.json$/),
    ])
    const { out } = await run('safe', 'batch', 'verify', good, bad, '--json')
    expect(JSON.parse(out)).toMatchObject([
      { file: good, stored: batch.meta.checksum, computed: batch.meta.checksum, isEqual: true, error: null },
      { file: bad, stored: batch.meta.checksum, isEqual: false },
    ])
  })

  it('behavior: what cannot be read or has no checksum differs, and the others are still verified', async () => {
    const { checksum: _checksum, ...meta } = batch.meta
    const files = [
      join(folder, 'nowhere.json'),
      await fileWith('text.json', 'hello'),
      await fileWith('without.json', { ...batch, meta }),
      await fileWith('last.json', batch),
    ]
    const { code, out } = await run('safe', 'batch', 'verify', ...files, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject([
      { computed: null, error: expect.stringContaining('ENOENT') },
      { computed: null, error: expect.stringContaining('not JSON') },
      { stored: null, computed: batch.meta.checksum, isEqual: false, error: null },
      { isEqual: true },
    ])
  })

  it('error: USAGE without a file', async () => {
    expect((await run('safe', 'batch', 'verify')).code).toBe(2)
  })
})

describeWithSharedData('plimsoll safe batch verify on real files', () => {
  const filesIn = async (name: string) =>
    (await readdir(`${sharedData}safe_batches/${name}`)).map((file) => `${sharedData}safe_batches/${name}/${file}`)

  it('default: those of the builder verify', async () => {
    expect((await run('safe', 'batch', 'verify', ...(await filesIn('valid')))).code).toBe(0)
  })

  it('behavior: those that were edited do not', async () => {
    const { code, out } = await run('safe', 'batch', 'verify', ...(await filesIn('stale_checksum')), '--json')
    expect(code).toBe(1)
    for (const { isEqual } of JSON.parse(out)) expect(isEqual).toBe(false)
  })
})
