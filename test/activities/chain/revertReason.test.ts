import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chainClient } from '../../../activities/chain/chainClient.js'
import { revertReason } from '../../../activities/chain/revertReason.js'
import { type FaultyRpc, startFaultyRpc } from '../../support/faultyRpc.js'

const DATA = `0x08c379a0${'0'.repeat(62)}20`
const GANACHE_6 = { '0x5a': { error: 'revert', program_counter: 78, return: DATA, reason: 'no' }, name: 'RuntimeError' }

interface Answer {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

/** What nodes answer, as their documents, sources and bug trackers show it. */
const REVERTS: readonly (readonly [node: string, answer: Answer, says: RegExp])[] = [
  ['geth', { code: 3, message: 'execution reverted: no', data: DATA }, /no/],
  ['geth, without a reason', { code: 3, message: 'execution reverted', data: '0x' }, /revert/i],
  ['geth before 1.9.15', { code: -32000, message: 'execution reverted' }, /revert/i],
  ['Erigon, an estimate', { code: -32000, message: 'execution reverted' }, /revert/i],
  ['reth', { code: 3, message: 'execution reverted: no', data: DATA }, /no/],
  ['anvil', { code: 3, message: 'execution reverted: custom error 0x706270ea', data: '0x706270ea' }, /0x706270ea/],
  ['Nethermind', { code: -32000, message: 'execution reverted', data: DATA }, /08c379a0/],
  [
    'Nethermind 1.31',
    { code: -32015, message: 'VM execution error.', data: 'err: revert (supplied gas 36000000)' },
    /err: revert/,
  ],
  [
    'Nethermind 1.31, an error',
    { code: -32015, message: 'VM execution error.', data: 'err: 0xdf2d9b42 (supplied gas 3600)' },
    /0xdf2d9b42/,
  ],
  ['Nethermind 1.10', { code: -32015, message: 'VM execution error.', data: 'revert: SafeMath: division by zero' }, /SafeMath/],
  ['Nethermind 1.20', { code: -32015, message: 'VM execution error.', data: 'Reverted 0x7a933234' }, /Reverted 0x7a933234/],
  ['Nethermind, nothing more', { code: -32015, message: 'VM execution error.' }, /VM execution error/],
  ['OpenEthereum', { code: -32015, message: 'VM execution error.', data: `Reverted ${DATA}` }, /Reverted 0x08c379a0/],
  [
    'OpenEthereum, an estimate',
    { code: -32016, message: 'The execution failed due to an exception.', data: 'Reverted' },
    /Reverted/,
  ],
  ['OpenEthereum, a halt', { code: -32015, message: 'VM execution error.', data: 'Bad instruction fe' }, /Bad instruction fe/],
  ['Besu', { code: -32000, message: 'Execution reverted', data: DATA }, /08c379a0/],
  [
    'hardhat',
    {
      code: -32603,
      message: "Error: VM Exception while processing transaction: reverted with reason string 'no'",
      data: { message: 'Error: VM Exception while processing transaction', data: DATA },
    },
    /no/,
  ],
  [
    'hardhat, without a reason',
    { code: -32603, message: 'Error: Transaction reverted without a reason string', data: { data: '0x' } },
    /without a reason/,
  ],
  ['ganache 7', { code: -32000, message: 'VM Exception while processing transaction: revert no', data: DATA }, /no/],
  ['ganache 6', { code: -32000, message: 'VM Exception while processing transaction: revert no', data: GANACHE_6 }, /no/],
  ['ganache 6, an estimate', { code: -32603, message: 'execution error: revert' }, /revert/],
  [
    'a provider that wraps',
    { code: -32603, message: 'Internal JSON-RPC error.', data: { code: 3, message: 'execution reverted' } },
    /revert/,
  ],
]

/** Answers that another node, or this one later, need not give: they are asked for again. */
const FAULTS: readonly (readonly [what: string, answer: Answer])[] = [
  ['an internal error', { code: -32603, message: 'Internal error' }],
  ['out of gas', { code: -32000, message: 'out of gas' }],
  ['out of gas in Nethermind', { code: -32015, message: 'VM execution error.', data: 'err: OutOfGas (supplied gas 36000000)' }],
  ['out of gas in OpenEthereum', { code: -32015, message: 'VM execution error.', data: 'Out of gas' }],
  ['a limit of time in Nethermind', { code: -32016, message: 'eth_call request was canceled due to enabled timeout.' }],
  ['a limit of time', { code: -32000, message: 'execution aborted (timeout = 5s)' }],
  ['pruned state', { code: -32000, message: 'missing trie node 3ac1 (path )' }],
  ['an unknown block', { code: -32000, message: 'header not found' }],
  ['a limit of requests', { code: 429, message: 'Too many requests' }],
]

describe('revertReason', () => {
  let rpc: FaultyRpc
  beforeAll(async () => {
    rpc = await startFaultyRpc('http://127.0.0.1:1')
  })
  afterAll(() => rpc.close())

  const to = `0x${'11'.repeat(20)}` as const
  const reasons = async (answer: Answer) => {
    rpc.fault = () => ({ kind: 'error', ...answer })
    const { client } = chainClient({ chainId: 1, rpcUrl: rpc.url })
    const requests = [client.call({ to, data: '0x' }), client.estimateGas({ account: to, to, data: '0x' })]
    return Promise.all(requests.map((request) => request.then(() => 'no error', revertReason)))
  }

  it.each(REVERTS)('default: %s', async (_, answer, says) => {
    for (const reason of await reasons(answer)) expect(reason).toMatch(says)
  })

  it.each(FAULTS)('behavior: %s is no revert', async (_, answer) => {
    expect(await reasons(answer)).toEqual([undefined, undefined])
  })
})
