import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fastCheck.js'
import { parse } from '../../../../core/schemas/parse.js'
import { liquidationThreshold } from '../../../../models/policy/collateral/liquidationThreshold.js'
import { modelConfigSchema } from '../../../../models/policy/modelConfig.js'
import { tailLoss } from '../../../../models/tail/tailLoss.js'
import { sampleSeries } from '../../../support/sampleSeries.js'
import { describeWithSharedData } from '../../../support/sharedData.js'

const models = parse(modelConfigSchema, {}, 'Test models')
// The reference figures are given to a tenth of a point.
const POINTS_TOLERANCE = 0.1

describe('liquidationThreshold', () => {
  it('default', () => {
    const { ltBps, quantileLoss } = liquidationThreshold({
      lbBps: 10_500,
      tailLogLoss: -Math.log(0.8),
      feedDeviationBps: 50,
      models,
    })
    expect(Math.abs(quantileLoss - 0.2)).toBeLessThan(Number.EPSILON)
    // 0.98 / 1.05 x 0.795 = 0.742
    expect(ltBps).toBe(7_420)
  })

  it('behavior: solvency caps the threshold where there is no loss and no slippage', () => {
    const calm = { ...models, slippage: 0, solvencyBuffer: 0.1 }
    expect(liquidationThreshold({ lbBps: 10_000, tailLogLoss: 0, feedDeviationBps: 0, models: calm }).ltBps).toBe(9_000)
  })

  it('behavior: no threshold is left after a total loss', () => {
    expect(liquidationThreshold({ lbBps: 10_500, tailLogLoss: 50, feedDeviationBps: 50, models }).ltBps).toBe(0)
  })

  it('property: from 0 to the solvency cap, falling in loss, bonus and deviation', () => {
    const draw = fc.record({
      lbBps: fc.integer({ min: 0, max: 65_535 }),
      tailLogLoss: fc.double({ min: 0, max: 1e3, noNaN: true }),
      feedDeviationBps: fc.nat(10_000),
    })
    fc.assert(
      fc.property(draw, (input) => {
        const { ltBps, solvencyCap } = liquidationThreshold({ ...input, models })
        expect(ltBps / 10_000).toBeLessThanOrEqual(Math.min(1, solvencyCap))
        for (const worse of [
          { lbBps: input.lbBps + 100 },
          { tailLogLoss: input.tailLogLoss + 0.1 },
          { feedDeviationBps: input.feedDeviationBps + 10 },
        ]) {
          expect(liquidationThreshold({ ...input, ...worse, models }).ltBps).toBeLessThanOrEqual(ltBps)
        }
      }),
      { seed: 20_220_612, numRuns: 1_000 },
    )
  })
})

describeWithSharedData('liquidationThreshold on the sample up to 2022-06-11', () => {
  it.each([
    ['BTC', 10_500, 79.9],
    ['ETH', 10_500, 70.5],
    ['LINK', 10_700, 60.3],
    ['AAVE', 10_750, 65.8],
  ])('behavior: %s at its live bonus of %i bps is %f %%', (asset, lbBps, points) => {
    const closes = sampleSeries('spot', asset, '2022-06-11')?.close ?? []
    const tailLogLoss = tailLoss({ closes, config: models }).logLoss
    const { ltBps } = liquidationThreshold({ lbBps, tailLogLoss, feedDeviationBps: 50, models })
    expect(Math.abs(ltBps / 100 - points)).toBeLessThanOrEqual(POINTS_TOLERANCE)
  })
})
