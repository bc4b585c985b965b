import { zeroHash } from 'viem'
import { hashesOnChain } from '../../../../../proposals/routes/safeTimelock/checks/hashesOnChain.js'
import { ofRoute } from '../../../../../proposals/checks/registry.js'
import { edit, testCheck } from '../../../support/checkTests.js'

testCheck(ofRoute(hashesOnChain), [
  {
    name: 'the chain computes another',
    severity: 'error',
    says: /Do not sign/,
    change: edit(({ live }) => {
      live.hashes[0]!.onChain = zeroHash
    }),
  },
  {
    name: 'a hash that the chain was not asked about',
    severity: 'error',
    says: /The chain was not asked/,
    change: edit(({ live }) => {
      live.hashes.pop()
    }),
  },
])
