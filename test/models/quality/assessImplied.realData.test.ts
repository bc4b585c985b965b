import { expect, it } from '@jest/globals'
import { impliedLimitsSchema } from '../../../models/data/impliedConfig.js'
import type { BarSeries } from '../../../models/data/barSeries.js'
import type { ImpliedSeries } from '../../../models/data/impliedSeries.js'
import { assessImplied } from '../../../models/quality/assessImplied.js'
import { describeWithSharedData, readSharedCsv } from '../../support/sharedData.js'

const DAY_MS = 86_400_000

describeWithSharedData('assessImplied on the DVOL of BTC', () => {
  const rows = readSharedCsv('market/daily_binance.csv.gz').filter(({ symbol }) => symbol === 'BTCUSDT')
  const column = (name: string) => rows.map((row) => Number(row[name]))
  const daily: BarSeries = {
    asset: 'BTC',
    source: 'venue',
    interval: '1d',
    isSynthetic: false,
    openTimesMs: rows.map(({ date }) => Date.parse(`${date}T00:00:00Z`)),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volumeUsd: rows.map(() => 0),
  }
  const asOfMs = (daily.openTimesMs.at(-1) as number) + DAY_MS
  const index = readSharedCsv('vol/dvol_btc_daily.csv.gz')
    .map(({ date, dvol }) => ({ at: Date.parse(`${date}T00:00:00Z`) + DAY_MS, value: Number(dvol) }))
    .filter(({ at }) => at <= asOfMs)
  const series: ImpliedSeries = {
    asset: 'BTC',
    source: 'dvol',
    measure: 'percentAnnualised',
    horizonDays: 30,
    knownAtMs: index.map(({ at }) => at),
    values: index.map(({ value }) => value),
  }
  const assess = (values = series.values) =>
    assessImplied({
      asset: 'BTC',
      inputs: [{ source: 'dvol', limits: impliedLimitsSchema.parse({}), series: { ...series, values } }],
      daily,
      asOfMs,
    })

  it('default: 603 days in which the default limits find nothing', () => {
    const { implied, findings } = assess()
    expect(findings).toEqual([])
    expect(implied?.annual).toHaveLength(603)
    expect(implied?.annual[0]).toBe(0.5676)
  })

  it('behavior: single days of far less or far more than the index are found and left out', () => {
    for (const factor of [0.4, 2.5]) {
      const { findings } = assess(series.values.map((value, i) => (i % 50 === 40 ? value * factor : value)))
      expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['impliedJump', 'impliedGap']))
    }
  })
})
