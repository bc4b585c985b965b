import { describe, expect, it } from '@jest/globals'
import { assertBacktested, policyConfigSchema, policyOf, policyRecommendationSchema } from '../../../models/policy/registry.js'
import { recommendation } from '../../proposals/support/fixture.js'

describe('policyOf', () => {
  it('default: a recommendation is read by the policy that made it', () => {
    expect(policyRecommendationSchema.parse(recommendation)).toEqual(recommendation)
    const policy = policyOf(recommendation.policy)
    expect(policy.changes(recommendation).map(({ subject, parameter }) => `${subject} ${parameter}`)).toEqual([
      'WETH ltvBps',
      'WETH ltBps',
      'WETH lbBps',
      'LINK ltvBps',
      'LINK ltBps',
      'LINK lbBps',
    ])
    expect(new Set(policy.reviewed(recommendation).map(({ parameter }) => parameter))).toEqual(new Set(policy.parameters))
    expect([...policy.proposedTerms(recommendation).keys()]).toEqual(['WETH', 'LINK'])
    expect(Object.keys(policy.figures(recommendation))).toEqual(['assets', 'scenarios', 'replays', 'insuranceFund'])
  })

  it('error: a recommendation that names no policy, or one that nobody knows', () => {
    const { policy: _, ...nameless } = recommendation
    expect(policyRecommendationSchema.safeParse(nameless).success).toBe(false)
    expect(policyRecommendationSchema.safeParse({ ...recommendation, policy: 'other' }).success).toBe(false)
    expect(policyConfigSchema.safeParse({ kind: 'other' }).success).toBe(false)
    expect(() => policyOf('other')).toThrow(expect.objectContaining({ code: 'UNKNOWN_POLICY' }))
  })
})

describe('assertBacktested', () => {
  it('default', () => {
    expect(() => assertBacktested('collateral')).not.toThrow()
  })

  it('error: UnknownPolicy', () => {
    expect(() => assertBacktested('other')).toThrow(expect.objectContaining({ code: 'UNKNOWN_POLICY' }))
  })
})
