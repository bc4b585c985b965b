import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { concat, getAddress, type Hex, numberToHex, pad, slice, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { encodeSignatures } from '../../../proposals/safe/encodeExecTransaction.js'
import { parseSignature } from '../../../proposals/safe/parseSignature.js'
import { approvedHashSignature, contractSignature } from '../../../proposals/safe/signatures.js'

const owner = getAddress(`0x${'5a'.repeat(20)}`)
const account = privateKeyToAccount(toHex(7, { size: 32 }))
const word = (value: number) => numberToHex(value, { size: 32 })
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes): Hex => `0x${Buffer.from(bytes).toString('hex')}`)
const anyOwner = fc.uint8Array({ minLength: 20, maxLength: 20 }).filter((bytes) => bytes.some((byte) => byte !== 0))
const anyAddress = anyOwner.map((bytes) => getAddress(`0x${Buffer.from(bytes).toString('hex')}`))

describe('parseSignature', () => {
  it('default', async () => {
    const signature = await account.sign({ hash: word(1) })
    expect(parseSignature(signature)).toEqual({ kind: 'ecdsa', signature })
    expect(parseSignature({ kind: 'approvedHash', owner })).toEqual({ kind: 'approvedHash', owner })
    expect(parseSignature(approvedHashSignature(owner))).toEqual({ kind: 'approvedHash', owner })
    expect(parseSignature({ kind: 'contract', owner, data: '0x1234' })).toEqual({ kind: 'contract', owner, data: '0x1234' })
  })

  it('property: a contract signature that stands alone gives back its parts, padded or not', () => {
    fc.assert(
      fc.property(anyAddress, anyBytes, fc.integer({ min: 0, max: 31 }), (by, data, padding) => {
        const bytes = concat([
          contractSignature({ owner: by, data }),
          ...(padding === 0 ? [] : [numberToHex(0, { size: padding })]),
        ])
        expect(parseSignature(bytes)).toEqual({ kind: 'contract', owner: by, data })
      }),
    )
  })

  const ecdsa = `0x${'11'.repeat(64)}1b` as const
  const contract = contractSignature({ owner, data: '0x1234' })
  it.each<[string, Hex, string, string]>([
    ['EIP-2098 compact', slice(ecdsa, 0, 64), 'UNSUPPORTED_SIGNATURE_KIND', 'compact'],
    ['ERC-6492', concat([ecdsa, `0x${'6492'.repeat(16)}`]), 'UNSUPPORTED_SIGNATURE_KIND', 'undeployedContract'],
    ['two of accounts', concat([ecdsa, ecdsa]), 'UNSUPPORTED_SIGNATURE_KIND', 'several'],
    ['an approved hash and one more', concat([approvedHashSignature(owner), ecdsa]), 'UNSUPPORTED_SIGNATURE_KIND', 'several'],
    [
      'a contract and one more',
      concat([pad(owner, { size: 32 }), word(130), '0x00', ecdsa]),
      'UNSUPPORTED_SIGNATURE_KIND',
      'several',
    ],
    ['too short', slice(ecdsa, 0, 20), 'MALFORMED_SIGNATURE', 'bytes'],
    ['no owner', concat([word(0), word(0), '0x01']), 'MALFORMED_SIGNATURE', 'names no owner'],
    ['no data', slice(contract, 0, 65), 'MALFORMED_SIGNATURE', 'missing'],
    ['less data than announced', slice(contract, 0, 98), 'MALFORMED_SIGNATURE', 'announces 2'],
    ['bytes after the data', concat([contract, '0x01']), 'MALFORMED_SIGNATURE', 'follow'],
    ['an offset into itself', concat([pad(owner, { size: 32 }), word(3), '0x00', word(0)]), 'MALFORMED_SIGNATURE', 'byte 3'],
    ['10,000 bytes', contractSignature({ owner, data: numberToHex(1, { size: 10_000 }) }), 'MALFORMED_SIGNATURE', 'or less'],
  ])('error: %s', (_name, bytes, code, says) => {
    let error: unknown
    try {
      parseSignature(bytes)
    } catch (caught) {
      error = caught
    }
    expect(error).toMatchObject({ code })
    expect(`${(error as { signatureKind?: string }).signatureKind} ${(error as Error).message}`).toContain(says)
  })

  it('property: whatever it is given, it gives a signature or a named error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyBytes, fc.object()), (input) => {
        try {
          expect(parseSignature(input as Hex).kind).toMatch(/^(ecdsa|contract|approvedHash)$/)
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^(MALFORMED_SIGNATURE|UNSUPPORTED_SIGNATURE_KIND)$/)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('encodeSignatures', () => {
  it('property: each contract signature is found at its own offset, owners ascend', async () => {
    const signature = await account.sign({ hash: word(1) })
    const one = fc.oneof(
      fc.record({ owner: anyAddress, data: anyBytes }),
      fc.record({ owner: anyAddress, data: fc.constant(null) }),
    )
    fc.assert(
      fc.property(fc.uniqueArray(one, { minLength: 1, maxLength: 6, selector: ({ owner: by }) => by }), (all) => {
        const encoded = encodeSignatures([
          { owner: account.address, signature },
          ...all.map(({ owner: by, data }) => ({
            owner: by,
            signature: data === null ? approvedHashSignature(by) : contractSignature({ owner: by, data }),
          })),
        ])
        let last = 0n
        for (let i = 0; i < all.length + 1; i++) {
          const part = slice(encoded, i * 65, (i + 1) * 65)
          const v = Number(slice(part, 64, 65))
          const by = v > 1 ? account.address : getAddress(slice(part, 12, 32))
          expect(BigInt(by)).toBeGreaterThan(last)
          last = BigInt(by)
          if (v !== 0) continue
          const at = Number(BigInt(slice(part, 32, 64)))
          const length = Number(BigInt(slice(encoded, at, at + 32)))
          const data = all.find(({ owner: of }) => of === by)?.data
          expect(length === 0 ? '0x' : slice(encoded, at + 32, at + 32 + length)).toBe(data)
        }
      }),
    )
  })
})
