import { describe, expect, it } from '@jest/globals'
import { keccak256, stringToBytes, zeroHash } from 'viem'
import { marketIdSchema } from '../../core/units/marketId.js'
import { proposalId } from '../../proposals/proposalId.js'
import { accounts, recommendation } from './support/fixture.js'

const content = {
  chainId: 31337,
  market: marketIdSchema.parse('test-market'),
  routeAddresses: { safe: accounts.safe, timelock: accounts.timelock },
  scheduledAt: '2022-06-12T00:00:00Z',
  evidenceSha256: zeroHash,
  recommendation,
}

describe('proposalId', () => {
  it('default: keccak256 of JSON with sorted keys, written here by hand', () => {
    const sorted = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
      if (typeof value !== 'object' || value === null) return JSON.stringify(value)
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(',')}}`
    }
    const expected = keccak256(stringToBytes(sorted({ ...content, scheduledAt: '2022-06-12T00:00:00.000Z' })))
    expect(proposalId(content)).toBe(expected)
  })

  it('behavior: the same instant in another notation and keys in another order give the same id', () => {
    const { safe, timelock } = content.routeAddresses
    expect(proposalId({ ...content, scheduledAt: '2022-06-12T00:00:00.000Z', routeAddresses: { timelock, safe } })).toBe(
      proposalId(content),
    )
  })

  it('behavior: each part is part of the identity', () => {
    const ids = [
      content,
      { ...content, chainId: 1 },
      { ...content, market: marketIdSchema.parse('other-market') },
      { ...content, routeAddresses: { ...content.routeAddresses, safe: accounts.stranger } },
      { ...content, scheduledAt: '2022-06-12T00:00:01Z' },
      { ...content, evidenceSha256: `0x${'11'.repeat(32)}` as const },
      { ...content, recommendation: { ...recommendation, asOf: '2022-06-13T00:00:00Z' } },
    ].map(proposalId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('error: RangeError when the schedule is no instant', () => {
    expect(() => proposalId({ ...content, scheduledAt: 'soon' })).toThrow(RangeError)
  })
})
