import { describe, expect, it } from '@jest/globals'
import { validateEip3770Address } from '@safe-global/protocol-kit'
import { hashTypedData } from 'viem'
import { CHAIN_SHORT_NAMES, MAX_ORIGIN_LENGTH, serviceOrigin } from '../../../proposals/safe/chainShortNames.js'
import { deepLink } from '../../../proposals/safe/deepLink.js'
import { delegateTypedData } from '../../../proposals/safe/delegateTypedData.js'
import fc from '../../support/fastCheck.js'

const safe = '0x111CEEee040739fD91D29C34C33E6B3E112F2177'
const safeTxHash = '0x0cb7250b8becd7069223c54e2839feaed4cee156363fbfe5dd0a48e75c4e25b3'

describe('deepLink', () => {
  it('default', () => {
    expect(deepLink({ chainId: 42161, safe, safeTxHash })).toBe(
      `https://app.safe.global/transactions/tx?safe=arb1:${safe}&id=multisig_${safe}_${safeTxHash}`,
    )
  })

  it("behavior: every short name is the one of protocol-kit's registry", () => {
    for (const [chainId, name] of CHAIN_SHORT_NAMES) {
      expect(validateEip3770Address(`${name}:${safe}`, BigInt(chainId))).toEqual({ prefix: name, address: safe })
    }
  })

  it('error: NoSafeWallet on a local chain', () => {
    expect(() => deepLink({ chainId: 31337, safe, safeTxHash })).toThrow(expect.objectContaining({ code: 'NO_SAFE_WALLET' }))
  })
})

describe('serviceOrigin', () => {
  it('default', () => {
    expect(serviceOrigin({ name: 'Plimsoll', note: 'Lower LT of LINK' })).toBe('{"name":"Plimsoll","note":"Lower LT of LINK"}')
  })

  it('property: always JSON of at most 200 characters that begins with the note', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (note) => {
        const origin = serviceOrigin({ name: 'Plimsoll', note })
        expect(origin.length).toBeLessThanOrEqual(MAX_ORIGIN_LENGTH)
        const read = (JSON.parse(origin) as { note: string }).note
        expect(read === note || (read.endsWith('…') && note.startsWith(read.slice(0, -1)))).toBe(true)
      }),
    )
  })

  it('error: RangeError where the name alone is too long', () => {
    expect(() => serviceOrigin({ name: 'n'.repeat(300), note: '' })).toThrow(RangeError)
  })
})

describe('delegateTypedData', () => {
  it('behavior: one registration holds for the hour in which it is signed', () => {
    const at = (unixSeconds: number) => hashTypedData(delegateTypedData({ chainId: 1, delegate: safe, unixSeconds }))
    expect(delegateTypedData({ chainId: 1, delegate: safe, unixSeconds: 7_205 }).message.totp).toBe(2n)
    expect(at(7_200)).toBe(at(10_799))
    expect(at(7_200)).not.toBe(at(10_800))
  })
})
