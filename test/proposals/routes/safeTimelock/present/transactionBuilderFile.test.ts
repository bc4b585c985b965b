import { readdirSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { encodeFunctionData } from 'viem'
import {
  transactionBuilderBatchSchema,
  transactionBuilderChecksum,
  verifyChecksum,
} from '../../../../../proposals/routes/safeTimelock/present/transactionBuilderBatch.js'
import { transactionBuilderFile } from '../../../../../proposals/routes/safeTimelock/present/transactionBuilderFile.js'
import { describeWithSharedData, readSharedText, sharedData } from '../../../../support/sharedData.js'
import { proposal } from '../../../support/fixture.js'

describe('transactionBuilderFile', () => {
  const file = transactionBuilderFile({ proposal })

  it('default', () => {
    const text = JSON.stringify(file, null, 2)
    expect(transactionBuilderBatchSchema.parse(JSON.parse(text))).toEqual(file)
    expect(verifyChecksum(JSON.parse(text))).toBe(true)
    expect(file).toMatchObject({ version: '1.0', chainId: '31337', meta: { createdFromSafeAddress: proposal.route.safe } })
    expect(file.meta.description).toContain(proposal.route.rounds[0]!.hashes.safeTxHash)
    expect(file.meta.description).toContain('nonce 7')
  })

  it("behavior: method and values, encoded as the builder does, are the round's own bytes", () => {
    const [{ contractMethod, contractInputsValues, data, to }] = file.transactions as [(typeof file.transactions)[number]]
    const args = contractMethod.inputs.map(({ name, type }) => {
      const value = contractInputsValues[name] as string
      return type.endsWith('[]') ? JSON.parse(value) : value
    })
    const abi = [
      { type: 'function', name: contractMethod.name, inputs: contractMethod.inputs, outputs: [], stateMutability: 'nonpayable' },
    ]
    expect(encodeFunctionData({ abi, functionName: contractMethod.name, args } as never)).toBe(data)
    expect({ to, data }).toEqual({
      to: proposal.route.rounds[0]!.transaction.to,
      data: proposal.route.rounds[0]!.transaction.data,
    })
  })

  it('behavior: synthetic data are named in the description', () => {
    expect(transactionBuilderFile({ proposal: { ...proposal, isSynthetic: true } }).meta.description).toContain('SYNTHETIC')
  })
})

describe('transactionBuilderChecksum', () => {
  it('behavior: the name is no part of it, everything else is', () => {
    const file = transactionBuilderFile({ proposal })
    const renamed = { ...file, meta: { ...file.meta, name: 'Another' } }
    expect(transactionBuilderChecksum(renamed)).toBe(file.meta.checksum)
    for (const changed of [
      { ...file, chainId: '1' },
      { ...file, createdAt: 0 },
      { ...file, meta: { ...file.meta, description: '' } },
      { ...file, transactions: [] },
    ]) {
      expect(verifyChecksum(changed)).toBe(false)
    }
    expect(verifyChecksum({ meta: {} })).toBe(false)
  })
})

describeWithSharedData('transactionBuilderChecksum on real files', () => {
  const names = (folder: string) => (sharedData === undefined ? [] : readdirSync(`${sharedData}safe_batches/${folder}`))
  const load = (folder: string, name: string) => JSON.parse(readSharedText(`safe_batches/${folder}/${name}`))

  it.each(names('valid'))('default: %s verifies', (name) => {
    expect(verifyChecksum(load('valid', name))).toBe(true)
  })

  it.each(names('stale_checksum'))('behavior: %s does not', (name) => {
    expect(verifyChecksum(load('stale_checksum', name))).toBe(false)
  })
})
