import { beforeAll, describe, expect, it } from '@jest/globals'
import { evidenceStore } from '../../../activities/evidence/evidenceStore.js'
import { verifyProposal } from '../../../client/verify/verifyProposal.js'
import { memoryBlobStore } from '../../activities/evidence/support/memoryStore.js'
import { type ProposalInStore, proposalStoredIn } from './support/storedProposal.js'

describe('verifyProposal', () => {
  const blobs = new Map<string, Uint8Array>()
  let stored: ProposalInStore
  beforeAll(async () => {
    stored = await proposalStoredIn(evidenceStore(memoryBlobStore(blobs)))
  })

  const verify = () => verifyProposal({ evidence: stored.evidence, proposal: stored.proposal, report: stored.report })

  it('behavior: a proposal whose evidence is in another store than a folder is verified from it', async () => {
    const { isEqual, parts } = await verify()
    expect(parts.filter(({ verdict }) => verdict !== 'equal')).toEqual([])
    expect(isEqual).toBe(true)
  })

  it.each(['manifest', 'chain state', 'bars of WETH from spot', 'recommendation', 'report'])(
    'behavior: a flipped bit in %s is named there, too',
    async (part) => {
      const sha256 = stored.parts[part]?.sha256.slice(2) ?? ''
      const key = [...blobs.keys()].find((each) => each.startsWith(sha256)) ?? ''
      const intact = blobs.get(key) ?? new Uint8Array()
      blobs.set(
        key,
        Uint8Array.from(intact, (byte, i) => (i === intact.length >> 1 ? byte ^ 1 : byte)),
      )
      try {
        const { isEqual, parts } = await verify()
        expect(isEqual).toBe(false)
        const named = parts.find((each) => each.part === part)
        expect(named).toMatchObject({ verdict: 'altered', message: expect.stringContaining(`memory:${key}`) })
      } finally {
        blobs.set(key, intact)
      }
    },
  )
})
