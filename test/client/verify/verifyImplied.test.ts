import { rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { verifyProposal } from '../../../client/verify/verifyProposal.js'
import { marketSnapshotSchema } from '../../../models/data/marketSnapshot.js'
import { impliedSeriesSchema } from '../../../models/data/impliedSeries.js'
import { recommendationSchema } from '../../../models/policy/collateral/recommendation.js'
import { evidenceManifestSchema } from '../../../proposals/evidenceManifest.js'
import { filesOf, type StoredProposal, storedProposal } from './support/storedProposal.js'

const PART = 'implied volatility of WETH from dvol'

describe('verifyProposal with implied volatility', () => {
  let stored: StoredProposal
  let plain: StoredProposal

  beforeAll(async () => {
    ;[stored, plain] = [await storedProposal({ hasImplied: true }), await storedProposal()]
  })
  afterAll(() => Promise.all([stored, plain].map(({ folder }) => rm(folder, { recursive: true, force: true }))))

  const verify = (proposal: unknown = stored.proposal) =>
    verifyProposal({ evidence: stored.evidence, proposal, report: stored.report })
  const wrong = ({ parts }: Awaited<ReturnType<typeof verify>>) => parts.filter(({ verdict }) => verdict !== 'equal')
  const snapshotOf = ({ evidence, parts }: StoredProposal) => evidence.get(parts.snapshot as never, marketSnapshotSchema)
  const manifestOf = ({ evidence, proposal }: StoredProposal) => evidence.get(proposal.evidence, evidenceManifestSchema)
  const reasonOf = async (asset: string) => {
    const { assets } = await stored.evidence.get(stored.proposal.recommendation, recommendationSchema)
    const reasons = assets.find((candidate) => candidate.asset === asset)?.reasons ?? []
    return reasons.find(({ code }) => code === 'impliedVolatility')
  }

  it('default: computed again from the stored values, part by part', async () => {
    const verification = await verify()
    expect(wrong(verification)).toEqual([])
    expect(verification.parts.map(({ part }) => part)).toContain(PART)
    expect(await reasonOf('WETH')).toMatchObject({
      text: expect.stringMatching(/^The implied volatility of the next 30 days is \d+\.\d\d % a year by dvol/),
      figures: { horizonDays: 30, days: 1_000 },
    })
  })

  it('behavior: an asset without any says why, in the findings, in its reasons and in the report', async () => {
    const { assets } = await snapshotOf(stored)
    const [weth, link] = ['WETH', 'LINK'].map((name) => assets.find(({ asset }) => asset === name))
    expect(weth?.implied?.annual.at(-1)).toBeGreaterThan(0.3)
    expect(link).not.toHaveProperty('implied')
    expect(link?.findings.filter(({ source }) => source === 'dvol')).toEqual([
      expect.objectContaining({ kind: 'impliedUnused', message: expect.stringContaining('it failed: the file is not there') }),
    ])
    expect(await reasonOf('LINK')).toMatchObject({ text: expect.stringContaining('logHarImplied is logHar'), figures: {} })
    const report = (await filesOf(stored.folder)).entries()
    const text = [...report].find(([file]) => basename(file).startsWith(stored.report.claim.sha256.slice(2)))?.[1].toString()
    expect(text).toContain('Implied volatility of WETH from dvol')
    expect(text).toContain('LINK: implied volatility not used')
  })

  it('behavior: where none is configured there is not a trace of it: no key, no finding, no reason', async () => {
    const [before, after] = [await snapshotOf(plain), await snapshotOf(stored)]
    const manifest = await manifestOf(plain)
    expect(Object.keys(manifest)).not.toContain('implied')
    for (const asset of before.assets) expect(Object.keys(asset)).not.toContain('implied')
    const bare = after.assets.map(({ implied: _, findings, ...asset }) => ({
      ...asset,
      findings: findings.filter(({ source }) => source !== 'dvol'),
    }))
    expect(bare).toEqual(before.assets.map((asset) => ({ ...asset, findings: expect.arrayContaining(asset.findings) })))
    expect(bare.map(({ findings }) => findings.length)).toEqual(before.assets.map(({ findings }) => findings.length))
    const { assets } = await plain.evidence.get(plain.proposal.recommendation, recommendationSchema)
    expect(JSON.stringify(assets)).not.toContain('mplied')
  })

  it('behavior: an altered value is named', async () => {
    const sha256 = (stored.parts[PART]?.sha256 ?? '').slice(2)
    const [file, bytes] = [...(await filesOf(stored.folder))].find(([name]) => basename(name).startsWith(sha256)) ?? []
    if (file === undefined || bytes === undefined) throw new Error('the values are not stored')
    const altered = Buffer.from(bytes)
    altered[altered.length - 10] = (altered[altered.length - 10] as number) ^ 1
    await writeFile(file, altered)
    try {
      expect(wrong(await verify())[0]).toMatchObject({ part: PART, verdict: 'altered' })
    } finally {
      await writeFile(file, bytes)
    }
  })

  it('behavior: values that were left out, or are those of another asset, are named', async () => {
    const manifest = await manifestOf(stored)
    const forge = async (implied: unknown) =>
      wrong(await verify({ ...stored.proposal, evidence: await stored.evidence.put({ ...manifest, implied }) }))
    expect((await forge([]))[0]).toMatchObject({
      part: 'list of series',
      differences: [{ path: 'series', stored: 'nothing', computed: 'WETH from dvol' }],
    })
    const values = await stored.evidence.get(stored.parts[PART] as never, impliedSeriesSchema)
    const other = await stored.evidence.put({ ...values, asset: 'LINK' })
    const found = await forge([{ asset: 'WETH', source: 'dvol', values: other }])
    expect(found[0]).toMatchObject({ part: 'snapshot', verdict: 'notComputed' })
    expect(found[0]?.message).toContain('implied volatility of LINK was given for WETH')
  })
})
