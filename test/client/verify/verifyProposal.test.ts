import { rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { zeroHash } from 'viem'
import { verifyProposal } from '../../../client/verify/verifyProposal.js'
import type { SafeTimelockProposal } from '../../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import { filesOf, type StoredProposal, storedProposal } from './support/storedProposal.js'

const withRound = (proposal: SafeTimelockProposal, change: { readonly transaction?: object; readonly hashes?: object }) => {
  const rounds = proposal.route.rounds.map((round) => ({
    ...round,
    transaction: { ...round.transaction, ...change.transaction },
    hashes: { ...round.hashes, ...change.hashes },
  }))
  return { ...proposal, route: { ...proposal.route, rounds } }
}

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

describe('verifyProposal', () => {
  let stored: StoredProposal
  let files: ReadonlyMap<string, Buffer>

  beforeAll(async () => {
    stored = await storedProposal()
    files = await filesOf(stored.folder)
  })
  afterAll(() => rm(stored.folder, { recursive: true, force: true }))

  const verify = (over: Partial<Parameters<typeof verifyProposal>[0]> = {}) =>
    verifyProposal({ evidence: stored.evidence, proposal: stored.proposal, report: stored.report, ...over })
  const wrong = ({ parts }: Awaited<ReturnType<typeof verify>>) => parts.filter(({ verdict }) => verdict !== 'equal')
  const fileOf = (part: string) => {
    const sha256 = stored.parts[part]?.sha256.slice(2) ?? ''
    return [...files.keys()].find((file) => basename(file).startsWith(sha256)) as string
  }
  /** Verify with one file of the evidence replaced, and put it back. */
  const verifyWith = async (file: string, bytes: Buffer) => {
    await writeFile(file, bytes)
    try {
      return await verify()
    } finally {
      await writeFile(file, files.get(file) as Buffer)
    }
  }
  const flipped = (bytes: Buffer, bit: number) => {
    const copy = Buffer.from(bytes)
    copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7))
    return copy
  }

  it('default: every part is equal, in a bounded amount of work', async () => {
    // The processor's time, not the clock's, and ten times of what it takes: no slow or busy machine fails it. The benchmark has the figure.
    const start = process.cpuUsage()
    const verification = await verify({ expectedId: stored.proposal.proposalId.slice(0, 10) })
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1_000).toBeLessThan(20_000)
    expect(wrong(verification)).toEqual([])
    expect(verification.isEqual).toBe(true)
    expect(verification.proposalId).toBe(stored.proposal.proposalId)
    expect(verification.parts.map(({ part }) => part)).toEqual([
      'manifest',
      'configuration',
      'bars of WETH from spot',
      'bars of LINK from spot',
      'bars of AAVE from spot',
      'bars of WETH from index',
      'bars of LINK from index',
      'chain state',
      'index of borrowers',
      'index of borrowers, segment 2',
      'snapshot',
      'recommendation',
      'contracts and route at drafting',
      'proposal id',
      'calls',
      'timelock operation',
      'hashes',
      'Safe transaction',
      'proposal',
      'stored proposal',
      'simulation',
      'backtest',
      'report',
    ])
  })
  // Forty whole verifications each, on a machine that other tests share.
  it('property: any bit flipped in any file of the evidence is named', async () => {
    const names = Object.keys(stored.parts)
    expect(names).toHaveLength(files.size)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), async (part, at) => {
        const file = fileOf(part)
        const bytes = files.get(file) as Buffer
        const verification = await verifyWith(file, flipped(bytes, at % (bytes.length * 8)))
        expect(verification.isEqual).toBe(false)
        const [first] = wrong(verification)
        expect(first).toMatchObject({ part, verdict: 'altered', stored: stored.parts[part]?.sha256 })
        expect(first?.computed).toMatch(/^0x[0-9a-f]{64}$/)
      }),
      { numRuns: 40 },
    )
  })

  it('property: any bit flipped in the proposal is named, and the field with it', async () => {
    const text = JSON.stringify(stored.proposal)
    const bytes = Buffer.from(text)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const proposal = parsed(flipped(bytes, bit))
        fc.pre(proposal !== undefined)
        const verification = await verify({ proposal })
        expect(verification.isEqual).toBe(false)
        // The part that holds the field, with its place; the file of an altered claim is still found by the other hash.
        const [first] = wrong(verification)
        // The claim's own key may be what was altered: then the form is wrong, not the value.
        expect(['differs', 'invalid']).toContain(first?.verdict)
        expect(first?.differences[0]?.path).toMatch(/./)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['manifest', 'evidence'],
    ['recommendation', 'recommendation'],
    ['contracts and route at drafting', 'drafting'],
  ] as const)('behavior: a claim that is not there is named: %s, %s', async (part, path) => {
    const { [path]: _, ...proposal } = stored.proposal
    const [first] = wrong(await verify({ proposal }))
    expect(first).toMatchObject({ part, verdict: 'invalid', differences: [{ path, stored: 'nothing' }] })
  })

  it.each([
    [
      'calls',
      'calls.0.data',
      (p: SafeTimelockProposal) => ({ ...p, calls: p.calls.map((call) => ({ ...call, data: '0x1234' })) }),
    ],
    ['proposal id', 'proposalId', (p: SafeTimelockProposal) => ({ ...p, proposalId: zeroHash })],
    [
      'Safe transaction',
      'route.rounds.0.transaction.nonce',
      (p: SafeTimelockProposal) => withRound(p, { transaction: { nonce: '8' } }),
    ],
    [
      'hashes',
      'route.rounds.0.hashes.safeTxHash',
      (p: SafeTimelockProposal) => withRound(p, { hashes: { safeTxHash: zeroHash } }),
    ],
    [
      'timelock operation',
      'route.operation.delaySeconds',
      (p: SafeTimelockProposal) => ({ ...p, route: { ...p.route, operation: { ...p.route.operation, delaySeconds: 1 } } }),
    ],
    ['proposal', 'title', (p: SafeTimelockProposal) => ({ ...p, title: 'Harmless' })],
    [
      'proposal',
      'recommendation.bytes',
      (p: SafeTimelockProposal) => ({ ...p, recommendation: { ...p.recommendation, bytes: 1 } }),
    ],
  ])('behavior: a changed field is named: %s, %s', async (part, path, change) => {
    const found = wrong(await verify({ proposal: change(stored.proposal) }))
    expect(found).toEqual([expect.objectContaining({ part, verdict: 'differs' })])
    expect(found[0]?.differences.map((difference) => difference.path)).toContain(path)
  })

  it('behavior: a snapshot that is not that of its bars is named with its values, though every hash fits', async () => {
    const manifest = JSON.parse((files.get(fileOf('manifest')) as Buffer).toString())
    const snapshot = JSON.parse((files.get(fileOf('snapshot')) as Buffer).toString())
    snapshot.assets[0].daily.close[10] *= 2
    const forged = await stored.evidence.put({ ...manifest, snapshot: await stored.evidence.put(snapshot) })
    const found = wrong(await verify({ proposal: { ...stored.proposal, evidence: forged } }))
    expect(found[0]).toMatchObject({ part: 'snapshot', verdict: 'differs', computed: stored.parts.snapshot?.sha256 })
    expect(found[0]?.differences.map(({ path }) => path)).toEqual(['assets.0.daily.close.10'])
    expect(found.map(({ part }) => part)).toContain('proposal id')
  })

  it('behavior: a source that was left out is named', async () => {
    const manifest = JSON.parse((files.get(fileOf('manifest')) as Buffer).toString())
    const forged = await stored.evidence.put({ ...manifest, series: manifest.series.slice(1) })
    const found = wrong(await verify({ proposal: { ...stored.proposal, evidence: forged } }))
    expect(found[0]).toMatchObject({
      part: 'list of series',
      differences: [{ path: 'series', stored: 'nothing', computed: 'WETH from spot' }],
    })
  })

  it('behavior: a missing file is named, and what rests on it is computed where it can be', async () => {
    const file = fileOf('snapshot')
    await rm(file)
    try {
      expect(wrong(await verify())).toEqual([
        expect.objectContaining({
          part: 'snapshot',
          verdict: 'missing',
          message: expect.stringContaining('only the file is damaged'),
        }),
      ])
    } finally {
      await writeFile(file, files.get(file) as Buffer)
    }
  })

  it('behavior: a report of other checks is named by its first line', async () => {
    const report = { ...stored.report, checks: [] }
    expect(wrong(await verify({ report }))).toEqual([
      expect.objectContaining({ part: 'report', verdict: 'differs', message: expect.stringMatching(/from line \d+ on/) }),
    ])
  })

  it('error: what is no proposal at all is named, not thrown', async () => {
    for (const proposal of [null, 7, 'text', [], { evidence: { uri: 1, sha256: 'x' } }]) {
      const verification = await verify({ proposal })
      expect(verification).toMatchObject({ isEqual: false, proposalId: null })
      expect(wrong(verification)[0]).toMatchObject({ part: 'manifest', verdict: 'invalid' })
    }
  })

  it('behavior: another proposal than the one asked for is named', async () => {
    const verification = await verify({ expectedId: `0x${'ab'.repeat(32)}` })
    expect(wrong(verification)).toEqual([
      expect.objectContaining({ part: 'requested id', verdict: 'differs', computed: stored.proposal.proposalId }),
    ])
  })
})
