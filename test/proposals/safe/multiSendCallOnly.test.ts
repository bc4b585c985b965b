import { describe, expect, it } from '@jest/globals'
import { getMultiSendCallOnlyDeployments } from '@safe-global/safe-deployments'
import { MULTI_SEND_CALL_ONLY } from '../../../proposals/safe/multiSendCallOnly.js'

describe('MULTI_SEND_CALL_ONLY', () => {
  it('default: each is a published deployment on Ethereum mainnet', () => {
    const published = ['1.3.0', '1.4.1', '1.5.0'].flatMap((version) =>
      Object.values(getMultiSendCallOnlyDeployments({ version })?.deployments ?? {}).map((deployment) => deployment?.address),
    )
    for (const address of MULTI_SEND_CALL_ONLY) expect(published).toContain(address)
  })
})
