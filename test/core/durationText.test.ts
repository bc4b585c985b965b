import { describe, expect, it } from '@jest/globals'
import { durationMs, durationText } from '../../core/duration.js'
import { durationSchema } from '../../core/schemas/wire.js'
import fc from '../support/fastCheck.js'

describe('durationText', () => {
  it('default: the largest unit that says it exactly', () => {
    expect([3 * 86_400_000, 36 * 3_600_000, 90_000, 1_500].map(durationText)).toEqual(['3d', '36h', '90s', '1500ms'])
  })

  it('property: read back, it is what was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (ms) => {
        expect(durationMs(durationSchema.parse(durationText(ms)))).toBe(ms)
      }),
    )
  })

  it('error: RangeError', () => {
    for (const bad of [0, -1, 0.5, Number.NaN, Infinity]) expect(() => durationText(bad)).toThrow(RangeError)
  })
})
