import { describe, expect, it } from '@jest/globals'
import { bps } from '../../../core/units/bps.js'
import { parametersInForce } from '../../../models/backtest/parametersInForce.js'
import { expectClose } from '../../support/expectClose.js'

const step = (inForceSinceMs: number, ltBps: number) => ({
  inForceSinceMs,
  parameters: { ltvBps: bps(ltBps - 500), ltBps: bps(ltBps), lbBps: bps(10_600) },
})

describe('parametersInForce', () => {
  it('default: each set counts from the close at or after its execution on', () => {
    const prices = { closes: new Float64Array(6), firstCloseMs: 0, barMs: 10 }
    const { lts, ltvs, bonuses } = parametersInForce([step(0, 8_000), step(0, 8_000), step(20, 7_000), step(41, 6_000)], prices)
    expect([...lts]).toEqual([0.8, 0.8, 0.7, 0.7, 0.7, 0.6])
    expect([...ltvs]).toEqual([0.75, 0.75, 0.65, 0.65, 0.65, 0.55])
    expectClose(bonuses[0] as number, 0.06, 1e-12)
  })
})
