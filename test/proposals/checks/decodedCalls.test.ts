import { encodeFunctionData } from 'viem'
import { decodedCalls } from '../../../proposals/checks/decodedCalls.js'
import { configuratorAbi } from '../../../proposals/targets/aaveV3/aaveV3Abi.js'
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
    says: /Call 1 sets ltBps of WETH to 8101; the recommendation is 8100/,
    change: edit(({ proposal }) => {
      proposal.calls[0]!.data = another
    }),
  },
  {
    name: 'a call too few',
    severity: 'error',
    says: /There are 1 calls; the recommended changes take 2/,
    change: edit(({ proposal }) => {
      proposal.calls.pop()
    }),
  },
  {
    name: 'a decoded call that hides what it sets',
    severity: 'error',
    says: /decoded call 1 .* not what its bytes say/,
    change: edit(({ proposal }) => {
      proposal.decodedCalls[0]!.sets = []
    }),
  },
  {
    name: 'a decoded call too many',
    severity: 'error',
    says: /shows 3 decoded calls; it has 2/,
    change: edit(({ proposal }) => {
      proposal.decodedCalls.push(proposal.decodedCalls[0]!)
    }),
  },
  {
    name: 'a call too many',
    severity: 'error',
    says: /2 calls set ltvBps of WETH; the recommendation takes exactly one/,
    change: edit(({ proposal }) => {
      proposal.calls.push(proposal.calls[0]!)
    }),
  },
  {
    name: 'calls in another order',
    severity: 'error',
    says: /Call 1 is not the one that the recommended changes make/,
    change: edit(({ proposal }) => {
      proposal.calls.reverse()
    }),
  },
  {
    name: 'a table that shows something else',
    severity: 'error',
    says: /does not show the recommended changes/,
    change: edit(({ proposal }) => {
      proposal.changes[4]!.to = '6700'
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
    says: /does not show the recommended changes/,
    change: edit(({ proposal }) => {
      proposal.changes.push(proposal.changes[0]!)
    }),
  },
])
