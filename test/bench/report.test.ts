import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { largest } from '../../bench/largest.js'
import { atLeast, atMost, below, type Measure, unjudged } from '../../bench/measure.js'
import { median } from '../../bench/median.js'
import type { Registry } from '../../bench/registry.js'
import { formatNumber, renderJson, renderSummary, renderTable } from '../../bench/report.js'
import { runBenchmarks } from '../../bench/runBenchmarks.js'

const seconds = below({ name: 'trigger', unit: 's', value: median([2.5, 1.25, 1.875]), goal: 3 })
const events = below({ name: 'events', unit: 'events', value: 300, goal: 300 })
const bundle = unjudged({ name: 'bundle', unit: 's', value: 4 })

describe('goals', () => {
  it('default: below is strict, atMost and atLeast are not', () => {
    const met = (value: number) => [below, atMost, atLeast].map((judge) => judge({ name: 'x', unit: 's', value, goal: 3 }).met)
    expect(met(2)).toEqual([true, true, false])
    expect(met(3)).toEqual([false, true, true])
    expect(met(4)).toEqual([false, false, true])
  })

  it('behavior: a figure without a goal is neither met nor missed', () => {
    expect(bundle).toEqual({ name: 'bundle', value: 4, unit: 's', goal: null, met: null })
  })

  it('behavior: a goal judges the median, not the slowest sample', () => {
    const { value, met, range } = below({ name: 'x', unit: 's', value: median([1, 2, 9]), goal: 3 })
    expect({ value, met, range }).toEqual({ value: 2, met: true, range: { min: 1, max: 9 } })
  })
})

describe('median', () => {
  it('default: takes the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toEqual({ value: 2, range: { min: 1, max: 3 } })
    expect(median([4, 1, 3, 2]).value).toBe(2.5)
    expect(median([7])).toEqual({ value: 7, range: { min: 7, max: 7 } })
  })

  it('behavior: largest takes the largest, for peaks', () => {
    expect(largest([2, 9, 1])).toEqual({ value: 9, range: { min: 1, max: 9 } })
  })

  it('error: RangeError without a finite sample', () => {
    expect(() => median([])).toThrow(RangeError)
    expect(() => median([1, Number.NaN])).toThrow(RangeError)
  })
})

describe('renderTable', () => {
  it('default: aligns columns and says what was missed', () => {
    expect(renderTable([seconds, events, bundle])).toBe(
      [
        'measure  value  unit      min to max  goal  met',
        'trigger   1.88  s       1.25 to 2.50     3  yes',
        'events     300  events                 300  NO',
        'bundle       4  s',
      ].join('\n'),
    )
  })
})

describe('renderJson', () => {
  it('default: writes exactly the five fields, at full precision', () => {
    expect(JSON.parse(renderJson([seconds, bundle]))).toEqual([
      { name: 'trigger', value: 1.875, unit: 's', goal: 3, met: true },
      { name: 'bundle', value: 4, unit: 's', goal: null, met: null },
    ])
  })
})

describe('renderSummary', () => {
  it('default: counts only what has a goal', () => {
    expect(renderSummary([seconds, bundle])).toBe('1 of 1 goals met.')
    expect(renderSummary([seconds, events])).toBe('1 of 2 goals met; missed: events.')
    expect(renderSummary([bundle])).toBe('None of these figures has a goal.')
  })
})

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [42, '42'],
    [123_456, '123456'],
    [1_234.56, '1235'],
    [123.456, '123'],
    [12.345, '12.3'],
    [0.012345, '0.0123'],
    [-2.5, '-2.50'],
    [1.2345e-12, '1.23e-12'],
  ])('default: %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })
})

describe('runBenchmarks', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-test-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const ran: string[] = []
  const piece = (name: string, measures: readonly Measure[]) => async () => {
    ran.push(name)
    return measures
  }
  const registry: Registry = {
    trigger: piece('trigger', [seconds]),
    bundle: piece('bundle', [bundle]),
    broken: async () => {
      throw new Error('no chain to be had')
    },
  }
  const run = async (...argv: string[]) => {
    ran.length = 0
    const lines: string[] = []
    const notes: string[] = []
    const code = await runBenchmarks(registry, argv, { out: (line) => lines.push(line), note: (line) => notes.push(line) })
    return { code, out: lines.join('\n'), notes: notes.join('\n') }
  }

  it('default: runs the named ones in the order of the registry and writes the file', async () => {
    const file = join(folder, 'bench.json')
    const { code, out } = await run('bundle', 'trigger', '--json', file)
    expect(code).toBe(0)
    expect(ran).toEqual(['trigger', 'bundle'])
    expect(out).toBe(`${renderTable([seconds, bundle])}\n1 of 1 goals met.`)
    expect(readFileSync(file, 'utf8')).toBe(renderJson([seconds, bundle]))
  })

  it('behavior: a missed goal is a figure, not a failure', async () => {
    const lines: string[] = []
    const io = { out: (line: string) => void lines.push(line), note: () => {} }
    expect(await runBenchmarks({ events: async () => [events] }, [], io)).toBe(0)
    expect(lines.join('\n')).toContain('missed: events')
  })

  it('behavior: one that fails is named, has no figure and does not stop the others', async () => {
    const file = join(folder, 'partial.json')
    const { code, out, notes } = await run('--json', file)
    expect(code).toBe(1)
    expect(out).toContain('Not measured, because they failed: broken.')
    expect(notes).toContain('no chain to be had')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(2)
  })

  it('error: UnknownBenchmark names what there is; nothing runs', async () => {
    const { code, notes } = await run('triger')
    expect(code).toBe(2)
    expect(ran).toEqual([])
    expect(notes).toContain('There is no benchmark "triger".')
    expect(notes).toContain('Did you mean trigger?')
  })

  it('error: --json into a folder that takes no files is refused before anything runs', async () => {
    const { code, notes } = await run('bundle', '--json', '/proc/nope/bench.json')
    expect(code).toBe(2)
    expect(notes).toContain('/proc/nope')
    expect(notes).not.toContain('bundle …')
  })

  it('error: an unknown option, or --json without a file', async () => {
    expect((await run('--fast')).code).toBe(2)
    expect((await run('--json')).code).toBe(2)
  })

  it('behavior: --list prints the names and runs nothing', async () => {
    const { code, out } = await run('--list')
    expect({ code, out, ran }).toEqual({ code: 0, out: 'trigger\nbundle\nbroken', ran: [] })
  })
})
