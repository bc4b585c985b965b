import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { ChunkSize } from '../../../activities/chain/logPlan.js'

describe('ChunkSize', () => {
  it('default: doubles while nothing is refused', () => {
    const chunk = new ChunkSize(10n)
    const sizes = [1, 2, 3, 4].map(() => {
      chunk.succeeded()
      return chunk.blocks
    })
    expect(sizes).toEqual([20n, 40n, 80n, 160n])
  })

  it('behavior: halves on a refusal, down to one block', () => {
    const chunk = new ChunkSize(5n)
    chunk.refused(5n)
    expect(chunk.blocks).toBe(2n)
    chunk.refused(2n)
    expect(chunk.blocks).toBe(1n)
  })

  it('behavior: grows again towards what was refused, and forgets that in time', () => {
    const chunk = new ChunkSize(1_000n)
    chunk.refused(1_000n)
    for (let i = 0; i < 10; i++) chunk.succeeded()
    expect(chunk.blocks).toBeGreaterThan(800n)
    expect(chunk.blocks).toBeLessThan(1_000n)
    for (let i = 0; i < 40; i++) chunk.succeeded()
    expect(chunk.blocks).toBeGreaterThan(1_000n)
  })

  it('property: a range is read to its end under any hard limit, within few refusals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 300_000 }), (limit, blocks) => {
        const chunk = new ChunkSize()
        let [refusals, queries] = [0, 0]
        for (let from = 0n; from < BigInt(blocks); ) {
          const size = from + chunk.blocks > BigInt(blocks) ? BigInt(blocks) - from : chunk.blocks
          queries += 1
          if (size > BigInt(limit)) {
            refusals += 1
            chunk.refused(size)
            continue
          }
          if (size === chunk.blocks) chunk.succeeded()
          from += size
        }
        // A bisection at the start, and one probe in sixteen answers after that.
        expect(refusals).toBeLessThanOrEqual(32 + queries / 6)
        expect(queries).toBeLessThanOrEqual(64 + (3 * blocks) / limit)
      }),
      { numRuns: 200 },
    )
  })
})
