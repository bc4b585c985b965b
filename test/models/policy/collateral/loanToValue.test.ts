import { describe, expect, it } from '@jest/globals'
import { loanToValue } from '../../../../models/policy/collateral/loanToValue.js'

describe('loanToValue', () => {
  it('default', () => {
    const { ltvBps, gapBps } = loanToValue({ ltBps: 7_990, protectionLogLoss: -Math.log(1 - 0.0601), bufferBps: 300 })
    expect([ltvBps, gapBps]).toEqual([7_389, 601])
  })

  it('behavior: the buffer is the least gap', () => {
    expect(loanToValue({ ltBps: 7_990, protectionLogLoss: 0.001, bufferBps: 300 }).ltvBps).toBe(7_690)
  })

  it('behavior: the gap rounds up and LTV never falls below 0', () => {
    expect(loanToValue({ ltBps: 7_000, protectionLogLoss: -Math.log(1 - 0.05001), bufferBps: 300 }).gapBps).toBe(501)
    expect(loanToValue({ ltBps: 200, protectionLogLoss: 3, bufferBps: 300 }).ltvBps).toBe(0)
  })
})
