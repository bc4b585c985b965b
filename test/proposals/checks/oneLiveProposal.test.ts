import { oneLiveProposal } from '../../../proposals/checks/oneLiveProposal.js'
import { edit, testCheck } from '../support/checkTests.js'

const other = `0x${'33'.repeat(32)}`
const another = edit(({ liveProposals }) => {
  liveProposals.push(other)
})

testCheck(oneLiveProposal, [
  { name: 'another one', severity: 'error', says: new RegExp(`Proposal ${other} of test-market is not over`), change: another },
  {
    name: 'another one once this is scheduled is a warning',
    severity: 'warning',
    says: /is not over/,
    change: (clone) =>
      another(
        edit(({ simulation }) => {
          simulation!.phase = 'delayed'
        })(clone),
      ),
  },
])
