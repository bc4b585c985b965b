import { encodeFunctionData } from 'viem'
import { decodedCalls } from '../../../proposals/checks/decodedCalls.js'
import { configuratorAbi } from '../../../proposals/targets/aaveV3/aaveV3Abi.js'
import { bps } from '../../../core/units/bps.js'
import { edit, testCheck } from '../support/checkTests.js'
import { accounts } from '../support/fixture.js'

const another = encodeFunctionData({
  abi: configuratorAbi,
  functionName: 'configureReserveAsCollateral',
  args: [accounts.weth, 7850n, 8101n, 10500n],
})

testCheck(decodedCalls, [
  {
    name: 'bytes that say something else',
    severity: 'error',
    says: /Call 1 sets .*8101/,
    change: edit(({ proposal }) => {
      proposal.calls[0]!.data = another
    }),
  },
  {
    name: 'a call too few',
    severity: 'error',
    says: /1 calls for 2/,
    change: edit(({ proposal }) => {
      proposal.calls.pop()
    }),
  },
  {
    name: 'a table that shows something else',
    severity: 'error',
    says: /does not show the recommended change of LINK/,
    change: edit(({ proposal }) => {
      proposal.changes[1]!.proposed.ltBps = bps(6700) as never
    }),
  },
  {
    name: 'a decoded call that is not of its bytes',
    severity: 'error',
    says: /not what its bytes say/,
    change: edit(({ proposal }) => {
      proposal.decodedCalls[0]!.arguments[2]!.value = '8300'
    }),
  },
  {
    name: 'a row too many',
    severity: 'error',
    says: /3 rows for 2/,
    change: edit(({ proposal }) => {
      proposal.changes.push(proposal.changes[0]!)
    }),
  },
])
