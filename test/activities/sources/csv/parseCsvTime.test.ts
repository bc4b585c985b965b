import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fastCheck.js'
import { parseCsvTime } from '../../../../activities/sources/csv/csvRow.js'

const JUNE_11 = Date.UTC(2022, 5, 11)

describe('parseCsvTime', () => {
  it('default', () => {
    expect(parseCsvTime('2022-06-11')).toBe(JUNE_11)
  })

  it('behavior: instants with their zone', () => {
    for (const text of [
      '2022-06-11T00:00Z',
      '2022-06-11T00:00:00Z',
      '2022-06-11 00:00:00.000Z',
      '2022-06-11T02:00:00+02:00',
      '2022-06-10T19:00:00-0500',
    ]) {
      expect(parseCsvTime(text)).toBe(JUNE_11)
    }
  })

  it('behavior: epoch seconds and milliseconds', () => {
    expect(parseCsvTime(String(JUNE_11 / 1_000))).toBe(JUNE_11)
    expect(parseCsvTime(String(JUNE_11))).toBe(JUNE_11)
  })

  it('behavior: null for anything else', () => {
    for (const text of [
      '',
      'today',
      '2022-02-30',
      '2022-13-01',
      '11/06/2022',
      '2022-06-11T00:00:00',
      '2022-06-11T25:00:00Z',
      '1654905600.0',
      '1654905600000000',
      '20220611',
      '-1654905600',
      '2022-6-11',
    ]) {
      expect(parseCsvTime(text)).toBeNull()
    }
  })

  it('property: what an instant is written as is read back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        expect(parseCsvTime(date.toISOString())).toBe(date.getTime())
      }),
    )
  })
})
