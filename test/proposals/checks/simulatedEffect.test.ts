import { simulatedEffect } from '../../../proposals/checks/simulatedEffect.js'
import { edit, type Mutable, testCheck } from '../support/checkTests.js'
import type { CheckContext } from '../../../proposals/checks/check.js'

const row = ({ simulation }: Mutable<CheckContext>, subject: string, parameter: string) =>
  simulation!.parameters.find((one) => one.subject === subject && one.parameter === parameter)!

testCheck(simulatedEffect, [
  {
    name: 'no simulation',
    severity: 'error',
    says: /What the change moves is not known/,
    change: (clone) => ({ ...clone, simulation: null }),
  },
  {
    name: 'a parameter that did not move',
    severity: 'error',
    says: /After the change ltBps of WETH is 8300; 8100 is proposed/,
    change: edit((context) => {
      row(context, 'WETH', 'ltBps').after = '8300'
    }),
  },
  {
    name: 'a parameter that was not read',
    severity: 'error',
    says: /After the change lbBps of LINK is not there; 10700 is proposed/,
    change: edit(({ simulation }) => {
      simulation!.parameters = simulation!.parameters.filter(
        ({ subject, parameter }) => subject !== 'LINK' || parameter !== 'lbBps',
      )
    }),
  },
  {
    name: 'a parameter of an asset that is not part of the change',
    severity: 'error',
    says: /The change also moves ltvBps of USDC from 7700 to 0/,
    change: edit((context) => {
      row(context, 'USDC', 'ltvBps').after = '0'
    }),
  },
  {
    name: 'another parameter of a changed asset',
    severity: 'error',
    says: /The change also moves isFrozen of WETH from 0 to 1/,
    change: edit(({ simulation }) => {
      const weth = simulation!.parameters[0]!
      simulation!.parameters.push({ ...weth, parameter: 'isFrozen', before: '0', control: '0', after: '1' })
    }),
  },
])
