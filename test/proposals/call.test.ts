import { describe, expect, it } from '@jest/globals'
import { decodedCallSchema } from '../../proposals/call.js'
import { proposal } from './support/fixture.js'

describe('decodedCallSchema', () => {
  const [call] = proposal.decodedCalls

  it.each(['pause()', 'settle((address,uint256[2])[],bytes32)', '_set1(int8)'])('default: %s', (signature) => {
    expect(decodedCallSchema.safeParse({ ...call, signature }).success).toBe(true)
  })

  it.each(['', 'pause', 'pause() ', 'a b()', 'set("x")', 'set(`id`)', 'set($x)', '$set()', 'set();id'])(
    'error: "%s" stands in no shell command',
    (signature) => {
      expect(decodedCallSchema.safeParse({ ...call, signature }).success).toBe(false)
    },
  )
})
