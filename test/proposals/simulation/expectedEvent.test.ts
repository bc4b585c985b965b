import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { compareEvents } from '../../../proposals/simulation/expectedEvent.js'
import { expectedOf } from '../../../proposals/simulation/expectedOf.js'
import { context, proposal } from '../support/fixture.js'

const emitted = context.simulation?.events ?? []
const expected = expectedOf(proposal, { phase: 'signing' })

describe('compareEvents', () => {
  it('default', () => {
    expect(compareEvents(emitted, expected)).toEqual({ missing: [], unexpected: [] })
  })

  it('property: order does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(emitted, { minLength: emitted.length }), (events) => {
        expect(compareEvents(events, expected)).toEqual({ missing: [], unexpected: [] })
      }),
    )
  })

  it('property: each event that is left out is missing, each that is repeated is unexpected', () => {
    fc.assert(
      fc.property(fc.nat(emitted.length - 1), (at) => {
        expect(compareEvents(emitted.toSpliced(at, 1), expected).missing).toMatchObject([{ event: emitted[at]?.event }])
        expect(compareEvents([...emitted, emitted[at]!], expected).unexpected).toHaveLength(1)
      }),
    )
  })

  it('behavior: the same event of another contract, step or value is another event', () => {
    const [first, ...rest] = emitted
    for (const other of [
      { ...first!, address: proposal.route.timelock },
      { ...first!, step: 'execute' },
      { ...first!, arguments: first!.arguments.map((one) => ({ ...one, value: '1' })) },
    ]) {
      const { missing, unexpected } = compareEvents([other, ...rest], expected)
      expect([missing.length, unexpected.length]).toEqual([1, 1])
    }
  })
})
