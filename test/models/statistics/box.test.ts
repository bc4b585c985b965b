import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { Box } from '../../../models/statistics/box.js'

const box = new Box({ lower: [0, -Infinity], upper: [1, 2] })

describe('Box', () => {
  it('default: a coordinate outside moves to its side', () => {
    expect([-3, 0.5, 7].map((x) => box.clamp(x, 0))).toEqual([0, 0.5, 1])
    expect(box.clamp(-1e300, 1)).toBe(-1e300)
  })

  it('behavior: only a move outwards from a side leaves', () => {
    expect(box.isLeaving({ x: 0, i: 0, move: -1 })).toBe(true)
    expect(box.isLeaving({ x: 0, i: 0, move: 1 })).toBe(false)
    expect(box.isLeaving({ x: 1, i: 0, move: 1 })).toBe(true)
    expect(box.isLeaving({ x: 0.5, i: 0, move: -9 })).toBe(false)
    expect(box.isLeaving({ x: 1, i: 0, move: 0 })).toBe(false)
  })

  it('behavior: the longest step ends on the first side in the way, and is all of the move where there is none', () => {
    const from = Float64Array.of(0.5, 1)
    expect(box.longestStep(from, Float64Array.of(1, 4))).toBe(0.25)
    expect(box.longestStep(from, Float64Array.of(0.1, -1e9))).toBe(1)
    expect(box.longestStep(from, Float64Array.of(0, 0))).toBe(1)
  })

  it('property: a move by the longest step stays inside, and touches a side exactly where it was cut short', () => {
    const inside = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    const move = fc.double({ min: -50, max: 50, noNaN: true })
    fc.assert(
      fc.property(inside, inside, move, move, (x, y, dx, dy) => {
        const unit = new Box({ lower: [0, 0], upper: [1, 1] })
        const [from, direction, end] = [Float64Array.of(x, y), Float64Array.of(dx, dy), new Float64Array(2)]
        const share = unit.longestStep(from, direction)
        unit.moveTo(end, from, direction, share)
        for (const value of end) expect(value >= 0 && value <= 1).toBe(true)
        if (share < 1) expect(end.some((value) => value < 1e-15 || value === 1)).toBe(true)
      }),
    )
  })
})
