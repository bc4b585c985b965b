import { describe, expect, it } from '@jest/globals'
import { assertLocalContracts } from '../../local/localContracts.js'

describe('assertLocalContracts', () => {
  it('default: in a clone with development dependencies nothing is missing', async () => {
    await expect(assertLocalContracts()).resolves.toBeUndefined()
  })

  it('error: LocalContractsMissing names what is missing, and one command for all of it', async () => {
    const error = await assertLocalContracts((name) => name !== 'solc').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'LOCAL_CONTRACTS_MISSING', missing: ['solc'] })
    expect(error).toMatchObject({
      command: expect.stringMatching(
        /^npm install --save-dev @aave-dao\/aave-v3-origin@\d.* @safe-global\/safe-contracts@\d.* solc@\d/,
      ),
    })
  })
})
