import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { linePlot, roundTicks } from '../../../cli/output/linePlot.js'

const plot = { title: 'T', xLabel: 'x', yLabel: 'y' }

describe('linePlot', () => {
  it('default: lines, a mark with its interval, a legend', () => {
    const svg = linePlot({
      ...plot,
      lines: [
        {
          label: 'a line',
          points: [
            [0, 0],
            [10, 5],
          ],
        },
      ],
      marks: [{ label: 'a mark', x: 5, y: 2, low: 1, high: 4 }],
    })
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/)
    expect(svg).toContain('>a line</text>')
    expect(svg).toContain('>a mark</text>')
    expect(svg.match(/<circle /g)).toHaveLength(1)
  })

  it('behavior: a step holds its value, a hole lifts the pen', () => {
    const points: [number, number | null][] = [
      [0, 1],
      [1, 2],
      [2, null],
      [3, 2],
      [4, 3],
    ]
    const pathOf = (isStep: boolean) =>
      /<path d="([^"]*)"/.exec(linePlot({ ...plot, lines: [{ label: 'l', points, isStep }] }))?.[1] ?? ''
    expect(pathOf(false).replaceAll(/[\d. ]+/g, '')).toBe('MLML')
    expect(pathOf(true).replaceAll(/[\d. ]+/g, '')).toBe('MHVHMHV')
  })

  it('behavior: a band is one closed area that the axes make room for', () => {
    const points: [number, number][] = [
      [0, 1],
      [1, 2],
    ]
    const svg = linePlot({
      ...plot,
      lines: [
        {
          label: 'l',
          points,
          band: [
            [0, 40],
            [1, 90],
          ],
        },
      ],
    })
    const area = /<path d="([^"]*)" fill="#1f5fa8" fill-opacity/.exec(svg)?.[1] ?? ''
    expect(area.replaceAll(/[\d. ]+/g, '')).toBe('MLLLZ')
    expect(svg).toContain('>80</text>')
  })

  it('behavior: text from outside is no markup, and instants are dates', () => {
    const day = 86_400_000
    const svg = linePlot({
      ...plot,
      title: '<b>&',
      isTime: true,
      lines: [
        {
          label: 'l',
          points: [
            [0, 1],
            [6 * day, 1],
          ],
        },
      ],
    })
    expect(svg).toContain('&lt;b&gt;&amp;')
    expect(svg).toContain('>1970-01-07</text>')
  })

  it('behavior: nothing to draw is an empty plot', () => {
    expect(linePlot({ ...plot, lines: [] })).not.toMatch(/NaN|Infinity/)
  })

  it('property: no coordinate is NaN or leaves the picture', () => {
    const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, 5e-324, 1, 1 + 2 ** -52, 1e-9))
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.option(value)), { minLength: 1, maxLength: 20 }), (points) => {
        const svg = linePlot({ ...plot, lines: [{ label: 'l', points }] })
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
        const drawn = /<path d="([^"]*)"/.exec(svg)?.[1] ?? ''
        for (const [number] of drawn.matchAll(/[\d.]+/g)) expect(Number(number)).toBeLessThanOrEqual(860)
      }),
    )
  })
})

describe('roundTicks', () => {
  it('default', () => {
    expect(roundTicks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(roundTicks(63, 81)).toEqual([65, 70, 75, 80])
  })
})
