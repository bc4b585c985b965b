import { describe, expect, it } from '@jest/globals'
import { type Hex, toEventSelector } from 'viem'
import type { ReadLog } from '../../../../proposals/read/readPlan.js'
import { executedSafeTransactionsPlan } from '../../../../proposals/routes/safeTimelock/executedSafeTransactionsPlan.js'
import { accounts } from '../../support/fixture.js'

const SUCCESS = toEventSelector('ExecutionSuccess(bytes32,uint256)')
const word = (byte: string) => byte.repeat(32)
const log = (topics: readonly Hex[], data: Hex, transactionHash: Hex): ReadLog => ({
  address: accounts.safe,
  topics,
  data,
  blockNumber: 1n,
  blockTimestampSeconds: 0,
  transactionHash,
  logIndex: 0,
})

describe('executedSafeTransactionsPlan', () => {
  it('default: the hash is a topic from 1.4.0, the first word of the data before, and nonsense is left out', () => {
    const logs = [
      log([SUCCESS, `0x${word('aa')}`], `0x${word('00')}`, `0x${word('01')}`),
      log([SUCCESS], `0x${word('bb')}${word('00')}`, `0x${word('02')}`),
      log([SUCCESS], '0x', `0x${word('03')}`),
    ]
    const plan = executedSafeTransactionsPlan(accounts.safe, 1n)
    expect(plan.next([{ kind: 'logs', logs }], { number: 1n, hash: `0x${word('00')}`, timestampSeconds: 0 })).toEqual({
      value: new Map([
        [`0x${word('aa')}`, `0x${word('01')}`],
        [`0x${word('bb')}`, `0x${word('02')}`],
      ]),
    })
  })
})
