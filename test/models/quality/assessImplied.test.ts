import { describe, expect, it } from '@jest/globals'
import { FINDING_KINDS, findingSchema } from '../../../models/data/finding.js'
import { impliedLimitsSchema } from '../../../models/data/impliedConfig.js'
import { type ImpliedSeries, impliedVolatilitySchema } from '../../../models/data/impliedSeries.js'
import { QualityInputError } from '../../../models/errors.js'
import { assessImplied } from '../../../models/quality/assessImplied.js'
import { realisedAnnual } from '../../../models/quality/readImplied.js'
import { dailySeries } from '../../support/dailySeries.js'
import fc from '../../support/fastCheck.js'

const DAY_MS = 86_400_000
const DAYS = 300
/** 3 % a day is 57 % a year. */
const daily = dailySeries({ days: DAYS, volatility: () => 0.03 })
const asOfMs = (daily.openTimesMs.at(-1) as number) + DAY_MS
const limits = impliedLimitsSchema.parse({})

/** A value for each bar, known when it closed: 55 to 59 % a year, no two alike in a row. */
const clean: ImpliedSeries = {
  asset: 'TEST',
  source: 'dvol',
  measure: 'percentAnnualised',
  horizonDays: 30,
  knownAtMs: daily.openTimesMs.map((openTimeMs) => openTimeMs + DAY_MS),
  values: daily.openTimesMs.map((_, i) => 55 + (i % 5)),
}
const edited = (edits: Readonly<Record<number, number>>): ImpliedSeries => ({
  ...clean,
  values: clean.values.map((value, i) => edits[i] ?? value),
})
const without = (leftOut: (i: number) => boolean): ImpliedSeries => ({
  ...clean,
  knownAtMs: clean.knownAtMs.filter((_, i) => !leftOut(i)),
  values: clean.values.filter((_, i) => !leftOut(i)),
})
const assess = (series: ImpliedSeries, over: object = {}) => {
  const inputs = [{ source: series.source, limits: impliedLimitsSchema.parse(over), series }]
  const { implied, findings } = assessImplied({ asset: 'TEST', inputs, daily, asOfMs })
  for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding)
  return { implied, findings, kinds: findings.map(({ kind }) => kind) }
}

describe('assessImplied', () => {
  it('default: one value a bar, as fractions, from the bar on that has 30 returns', () => {
    const { implied, findings } = assess(clean)
    expect(findings).toEqual([])
    expect(impliedVolatilitySchema.parse(implied)).toEqual({
      source: 'dvol',
      horizonDays: 30,
      openTimesMs: daily.openTimesMs.slice(30),
      annual: clean.values.slice(30).map((value) => value / 100),
    })
  })

  it('behavior: fractions are fractions', () => {
    const { implied } = assess({ ...clean, measure: 'fractionAnnualised', values: clean.values.map((value) => value / 100) })
    expect(implied).toEqual(assess(clean).implied)
  })

  it('behavior: nothing that is known later than the as-of instant is used, and it is named', () => {
    const later = { ...clean, knownAtMs: [...clean.knownAtMs, asOfMs + 1], values: [...clean.values, 56] }
    const { implied, kinds } = assess(later)
    expect(implied).toEqual(assess(clean).implied)
    expect(kinds).toEqual(['impliedAfterAsOf'])
  })

  it('behavior: a value is used for the bars that close when it is known, not for those before', () => {
    // Known at eight in the morning: the day before has closed, the day itself has not.
    const morning = { ...clean, knownAtMs: clean.knownAtMs.map((at) => at + DAY_MS / 3) }
    const { implied, kinds } = assess(morning)
    expect(implied?.annual).toEqual(clean.values.slice(30, -1).map((value) => value / 100))
    expect(implied?.openTimesMs).toEqual(daily.openTimesMs.slice(31))
    expect(kinds).toEqual(['impliedAfterAsOf'])
  })

  it('behavior: a hole is filled with the value before it and named; a longer one ends the series', () => {
    const short = assess(without((i) => i >= 200 && i < 203))
    expect(short.kinds).toEqual(['impliedGap'])
    expect(short.findings[0]).toMatchObject({ observed: 3, reference: 3, action: 'replaced', severity: 'info' })
    expect(short.implied?.annual).toHaveLength(270)
    expect(short.implied?.annual.slice(169, 174)).toEqual([0.59, 0.59, 0.59, 0.59, 0.58])
    const long = assess(without((i) => i >= 200 && i < 204))
    expect(long.implied?.openTimesMs[0]).toBe(daily.openTimesMs[204])
    expect(long.kinds).toEqual([])
  })

  it('behavior: at the end, a young value is carried and an old one is not', () => {
    expect(assess(without((i) => i > DAYS - 4)).implied?.annual).toHaveLength(270)
    const { implied, findings } = assess(without((i) => i > DAYS - 5))
    expect(implied).toBeNull()
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'impliedUnused',
        severity: 'warning',
        action: 'excluded',
        message: expect.stringContaining('more than 3 days before the last bar'),
      }),
    ])
    expect(
      assess(
        without((i) => i > DAYS - 2),
        { maxStaleDays: 0 },
      ).implied,
    ).toBeNull()
  })

  it.each([
    ['impliedNotPositive', 0],
    ['impliedNotPositive', -55],
    ['impliedNotPositive', Number.NaN],
    ['impliedNotPositive', Infinity],
    ['impliedJump', 5_500],
    ['impliedJump', 0.55],
  ])('behavior: %s: %d is left out, what comes after it is not', (kind, value) => {
    const { implied, kinds } = assess(edited({ 200: value }))
    expect(kinds).toEqual([kind, 'impliedGap'])
    expect(implied?.annual.slice(169, 172)).toEqual([0.59, 0.59, 0.56])
  })

  it('behavior: of a lasting change the first value is left out only', () => {
    const values = clean.values.map((value, i) => (i < 200 ? value : value * 2.3))
    const { implied, kinds } = assess({ ...clean, values })
    expect(kinds).toEqual(['impliedJump', 'impliedGap'])
    expect(implied?.annual[170]).toBe(0.59)
    expect(implied?.annual[171]).toBe((values[201] as number) / 100)
  })

  it('behavior: what departs from the realised volatility is left out, up and down', () => {
    const realised = realisedAnnual(daily)
    for (const factor of [3.9, 1 / 3.9]) {
      const values = Array.from(realised, (value, i) => 100 * (i < 30 ? 0.57 : value) * factor)
      expect(assess({ ...clean, values }, { jumpFactor: 100 }).kinds).toEqual([])
    }
    for (const factor of [4.1, 1 / 4.1]) {
      const values = Array.from(realised, (value, i) => 100 * (i < 30 ? 0.57 : value) * factor)
      const { implied, kinds } = assess({ ...clean, values }, { jumpFactor: 100 })
      expect(implied).toBeNull()
      expect(kinds).toEqual(['impliedImplausible', 'impliedUnused'])
    }
  })

  it.each([
    ['a variance for a standard deviation', (value: number) => value ** 2],
    ['a fraction for percent', (value: number) => value / 100],
    ['a daily figure for a yearly one', (value: number) => value / Math.sqrt(365)],
  ])('behavior: %s is not used', (_, wrong) => {
    const { implied, findings } = assess({ ...clean, values: clean.values.map(wrong) })
    expect(implied).toBeNull()
    expect(findings.at(-1)?.message).toContain('none of its values is plausible')
  })

  it('behavior: a newest value that is left out leaves out all', () => {
    const { implied, kinds, findings } = assess(edited({ [DAYS - 1]: 300 }))
    expect(implied).toBeNull()
    expect(kinds).toEqual(['impliedJump', 'impliedUnused'])
    expect(findings.at(-1)?.message).toContain('its newest value')
  })

  it('behavior: a feed that stands still is not used, a value that repeats is', () => {
    const still = (days: number) => edited(Object.fromEntries(Array.from({ length: days }, (_, i) => [DAYS - 1 - i, 57.5])))
    expect(assess(still(6)).implied).not.toBeNull()
    const { implied, findings } = assess(still(7))
    expect(implied).toBeNull()
    expect(findings[0]?.message).toContain('stands still')
  })

  it('behavior: with too many values left out the rest is not believed', () => {
    const bad = (count: number) => edited(Object.fromEntries(Array.from({ length: count }, (_, i) => [100 + 7 * i, -1])))
    expect(assess(bad(13)).implied).not.toBeNull()
    const { implied, findings } = assess(bad(14))
    expect(implied).toBeNull()
    expect(findings.at(-1)?.message).toContain('14 of its 270 values are left out (limit 5 %)')
  })

  it('behavior: the second value of an instant is left out', () => {
    const twice = {
      ...clean,
      knownAtMs: clean.knownAtMs.flatMap((at, i) => (i === 200 ? [at, at] : [at])),
      values: clean.values.flatMap((value, i) => (i === 200 ? [value, 58.5] : [value])),
    }
    const { implied, findings } = assess(twice)
    expect(implied).toEqual(assess(clean).implied)
    expect(findings).toEqual([expect.objectContaining({ kind: 'impliedDuplicate', observed: 58.5, reference: 55 })])
  })

  it('behavior: the first source that is fit counts, and why the ones before are not', () => {
    const inputs = [
      { source: 'down', limits, failure: 'no connection to https://user:secret@example.test/x.' },
      { source: 'old', limits, series: { ...without((i) => i > 100), source: 'old' } },
      { source: 'dvol', limits, series: clean },
      { source: 'late', limits, failure: 'never looked at' },
    ]
    const { implied, findings } = assessImplied({ asset: 'TEST', inputs, daily, asOfMs })
    expect(implied?.source).toBe('dvol')
    expect(findings.map(({ kind, source }) => [kind, source])).toEqual([
      ['impliedUnused', 'down'],
      ['impliedUnused', 'old'],
    ])
    expect(findings[0]?.message).toContain('it failed')
    expect(findings[0]?.message).not.toContain('secret')
  })

  it('behavior: no source, no values, no bars with 30 returns', () => {
    expect(assessImplied({ asset: 'TEST', inputs: [], daily, asOfMs })).toEqual({ implied: null, findings: [] })
    const young = dailySeries({ days: 20 })
    const cases: [ImpliedSeries, typeof daily][] = [
      [{ ...clean, knownAtMs: [], values: [] }, daily],
      [clean, young],
    ]
    for (const [series, bars] of cases) {
      const { implied, findings } = assessImplied({
        asset: 'TEST',
        inputs: [{ source: 'dvol', limits, series }],
        daily: bars,
        asOfMs,
      })
      expect(implied).toBeNull()
      expect(findings.at(-1)?.message).toContain('no value from the days that the asset has prices of')
    }
  })

  it('error: QualityInputError', () => {
    const given =
      (series: ImpliedSeries, source = 'dvol') =>
      () =>
        assessImplied({ asset: 'TEST', inputs: [{ source, limits, series }], daily, asOfMs })
    expect(given(clean, 'other')).toThrow(QualityInputError)
    expect(given({ ...clean, asset: 'OTHER' })).toThrow(QualityInputError)
    expect(given({ ...clean, values: [1] })).toThrow(QualityInputError)
    expect(given({ ...clean, knownAtMs: clean.knownAtMs.toReversed() })).toThrow(QualityInputError)
    expect(given({ ...clean, knownAtMs: clean.knownAtMs.map(() => Number.NaN) })).toThrow(QualityInputError)
    expect(given({ ...clean, knownAtMs: clean.knownAtMs.map(() => 1e300) })).toThrow(QualityInputError)
  })

  it('property: whatever the values, what is used is positive, within the limits and the tail of the bars', () => {
    const value = fc.oneof(
      { weight: 30, arbitrary: fc.double({ min: 40, max: 70, noNaN: true }) },
      { weight: 1, arbitrary: fc.double() },
    )
    const realised = realisedAnnual(daily)
    let used = 0
    fc.assert(
      fc.property(
        fc.array(value, { minLength: DAYS, maxLength: DAYS }),
        fc.array(fc.nat(DAYS - 1), { maxLength: 8 }),
        (values, holes) => {
          const keep = (_: unknown, i: number) => !holes.includes(i)
          const series = { ...clean, knownAtMs: clean.knownAtMs.filter(keep), values: values.filter(keep) }
          const { implied, findings } = assess(series, { maxBadShare: 0.2 })
          expect(findings.every(({ kind }) => kind.startsWith('implied') && FINDING_KINDS.includes(kind))).toBe(true)
          expect(findings.some(({ kind }) => kind === 'impliedUnused')).toBe(implied === null)
          if (implied === null) return
          used++
          const { annual, openTimesMs } = impliedVolatilitySchema.parse(implied)
          expect(openTimesMs).toEqual(daily.openTimesMs.slice(-annual.length))
          annual.forEach((sigma, i) => {
            const bar = DAYS - annual.length + i
            const near = [bar, bar - 1, bar - 2, bar - 3]
            const isNear = near.some((k) => sigma <= 4 * (realised[k] as number) && 4 * sigma >= (realised[k] as number))
            expect(isNear).toBe(true)
          })
        },
      ),
      { numRuns: 60 },
    )
    expect(used).toBeGreaterThan(5)
  })
})
