import { expect, it } from '@jest/globals'
import { JUDGED, venueBars } from '../../../bench/models/marketData.js'
import { barSeriesSchema } from '../../../models/data/barSeries.js'
import { describeWithSharedData } from '../../support/sharedData.js'

describeWithSharedData('venueBars', () => {
  it('default: daily and hourly bars of the judged assets', () => {
    for (const asset of JUDGED) {
      const daily = barSeriesSchema.parse(venueBars(asset, '1d'))
      expect(new Date(daily.openTimesMs.at(-1) as number).toISOString()).toBe('2024-06-30T00:00:00.000Z')
      const hourly = barSeriesSchema.parse(venueBars(asset, '1h'))
      expect(hourly.close.length).toBeGreaterThan(23_900)
      expect((hourly.openTimesMs[1] as number) - (hourly.openTimesMs[0] as number)).toBe(3_600_000)
    }
  })
})
