import { describe, expect, it } from '@jest/globals'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'

describe('qualityConfigSchema', () => {
  // The limits are printed in every report; a changed default is a change of behaviour.
  it('default', () => {
    expect(qualityConfigSchema.parse(undefined)).toEqual({
      highLowRatio: 3,
      lowBodyRatio: 0.5,
      confirmationTolerance: 0.1,
      disagreement: 0.02,
      bodyTolerance: 1e-6,
      windowDays: 1000,
      recentWindow: 30,
      maxRecentFindings: 5,
      maxFindingShare: 0.02,
      maxRangelessShare: 0.1,
      peggedMove: 0.001,
      maxStaleBars: 1,
      delistedBars: 30,
      gapLogReturn: 0.4,
      jumpLogReturn: 2,
      minimumDays: 500,
      minSecondCoverage: 0.9,
      sourceWeights: {},
    })
  })

  it.each([{ disagreement: 2 }, { highLowRatio: 1 }, { maxFindingShare: -0.1 }, { sourceWeights: { one: 0 } }, { unknown: 1 }])(
    'error: refuses %j',
    (value) => {
      expect(qualityConfigSchema.safeParse(value).success).toBe(false)
    },
  )
})
