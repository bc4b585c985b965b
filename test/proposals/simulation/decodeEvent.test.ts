import { describe, expect, it } from '@jest/globals'
import { concat, encodeAbiParameters, numberToHex, pad, toEventSelector } from 'viem'
import { safeTimelockSimulation } from '../../../proposals/routes/safeTimelock/safeTimelockSimulation.js'
import { decodeEvent } from '../../../proposals/simulation/decodeEvent.js'
import { accounts } from '../support/accounts.js'

const { events } = safeTimelockSimulation
const hash = pad('0x07', { size: 32 })
const success = toEventSelector('ExecutionSuccess(bytes32,uint256)')
const payment = numberToHex(0, { size: 32 })
const at = { step: 'schedule', address: accounts.safe.toLowerCase() as `0x${string}` }

describe('decodeEvent', () => {
  it('default', () => {
    const decoded = decodeEvent(events, { ...at, topics: [success, hash], data: payment })
    expect(decoded).toMatchObject({
      address: accounts.safe,
      event: 'ExecutionSuccess',
      arguments: [
        { name: 'txHash', value: hash },
        { name: 'payment', value: '0' },
      ],
    })
  })

  it('behavior: a Safe before 1.4.0 does not index the hash', () => {
    const decoded = decodeEvent(events, { ...at, topics: [success], data: concat([hash, payment]) })
    expect(decoded).toMatchObject({ event: 'ExecutionSuccess', arguments: [{ value: hash }, { value: '0' }] })
  })

  it('behavior: an unknown event, and one without topics, keep their bytes', () => {
    const data = encodeAbiParameters([{ type: 'uint256' }], [7n])
    expect(decodeEvent(events, { ...at, topics: [hash], data })).toMatchObject({
      event: null,
      arguments: [],
      topics: [hash],
      data,
    })
    expect(decodeEvent(events, { ...at, topics: [], data })).toMatchObject({ event: null, topics: [] })
  })
})
