import { describe, expect, it } from '@jest/globals'
import { LogPlanTooSmall } from '../../../activities/chain/errors.js'
import { LogPlan } from '../../../activities/chain/logPlan.js'

/** Tell a plan of refusals and of answers of a size, with blocks left after each. */
function told({ refusals = 3, answers = 16, blocks, left, filters = 1 }: Record<string, number>): () => void {
  const plan = new LogPlan(filters ?? 1)
  for (let i = 0; i < (refusals ?? 0); i++) plan.refused()
  return () => {
    for (let i = 0; i < (answers ?? 0); i++) plan.answered(BigInt(blocks ?? 0), BigInt(left ?? 0))
  }
}

describe('LogPlan', () => {
  it('default: a mainnet market with 10 blocks a request, in words', () => {
    const refuse = told({ blocks: 10, left: 8_700_000 })
    expect(refuse).toThrow(LogPlanTooSmall)
    expect(told({ blocks: 10, left: 8_700_000, filters: 2 })).toThrow(
      "The RPC node's plan is too small: it gives logs of 10 blocks a request, so the 8700000 blocks that are left need 1740000 requests. The limit is 500.",
    )
  })

  it.each([
    ['10 blocks a request of a mainnet market', { blocks: 10, left: 8_700_000, filters: 2 }, 174],
    ['5,000 blocks a request of a chain with four blocks a second', { blocks: 5_000, left: 400_000_000, filters: 2 }, 8_000],
    ['a short range', { blocks: 1, left: 1_000 }, 100],
  ])('behavior: %s needs a plan that is large enough for it', (_, plan, blocks) => {
    expect(told(plan)).toThrow(
      expect.objectContaining({ metaMessages: expect.arrayContaining([expect.stringContaining(` ${blocks} blocks a request`)]) }),
    )
  })

  it.each([
    ['1,000 blocks a request of a mainnet market', { blocks: 1_000, left: 8_700_000 }],
    ['10,000 blocks a request of a chain with four blocks a second', { blocks: 10_000, left: 400_000_000, filters: 2 }],
    ['10 blocks a request of what came since the last look', { blocks: 10, left: 5_000 }],
    ['a search that was never refused', { refusals: 0, blocks: 10, left: 8_700_000 }],
    ['the first answers, before the limit is found', { answers: 15, blocks: 10, left: 8_700_000 }],
  ])('behavior: %s goes on', (_, plan) => {
    expect(told(plan)).not.toThrow()
  })

  it.each([
    ['more than 500 requests of fewer than 100 blocks', { blocks: 99, left: 99 * 501 }],
    ['more than 100,000 requests', { blocks: 100, left: 100 * 100_001 }],
  ])('error: LogPlanTooSmall for %s', (_, plan) => {
    expect(told(plan)).toThrow(LogPlanTooSmall)
    expect(told({ ...plan, left: plan.left - plan.blocks })).not.toThrow()
  })
})
