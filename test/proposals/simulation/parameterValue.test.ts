import { describe, expect, it } from '@jest/globals'
import { compareParameters, movedParameters, type ParameterValue } from '../../../proposals/simulation/parameterValue.js'
import { accounts } from '../support/accounts.js'

const value = (parameter: string, text: string): ParameterValue => ({
  subject: 'WETH',
  address: accounts.weth,
  parameter,
  value: text,
})

describe('compareParameters', () => {
  it('default', () => {
    const rows = compareParameters({
      before: [value('ltBps', '8300'), value('oraclePrice', '5')],
      control: [value('ltBps', '8300'), value('oraclePrice', '6')],
      after: [value('ltBps', '8250'), value('oraclePrice', '6')],
    })
    const weth = { subject: 'WETH', address: accounts.weth }
    expect(rows).toEqual([
      { ...weth, parameter: 'ltBps', before: '8300', control: '8300', after: '8250' },
      { ...weth, parameter: 'oraclePrice', before: '5', control: '6', after: '6' },
    ])
    expect(movedParameters(rows).map(({ parameter }) => parameter)).toEqual(['ltBps'])
  })

  it('behavior: what only one copy has is absent from the others', () => {
    const rows = compareParameters({ before: [], control: [], after: [value('new', '1')] })
    expect(rows).toMatchObject([{ before: '(absent)', control: '(absent)', after: '1' }])
    expect(movedParameters(rows)).toHaveLength(1)
  })
})
