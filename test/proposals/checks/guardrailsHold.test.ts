import { guardrailsHold } from '../../../proposals/checks/guardrailsHold.js'
import { edit, testCheck } from '../support/checkTests.js'

testCheck(guardrailsHold, [
  {
    name: 'an asset off the allow-list',
    severity: 'error',
    says: /Guardrail notAllowed: LINK/,
    change: edit((context) => {
      context.adjustableAssets = ['WETH']
    }),
  },
  {
    name: 'a smaller step than the change',
    severity: 'error',
    says: /Guardrail stepLimit: WETH/,
    change: edit(({ guardrails }) => {
      guardrails.tighten.maxStepBps = 100
    }),
  },
  {
    name: 'a change by somebody else since',
    severity: 'error',
    says: /Guardrail cooldown: WETH/,
    change: edit(({ live }) => {
      live.market.reserves[0]!.lastChangedAtSeconds.ltBps = live.block.timestampSeconds - 60
    }),
  },
  {
    name: 'a loosening while the gate is shut',
    severity: 'error',
    says: /Guardrail loosenGate: WETH/,
    change: edit(({ recommendation }) => {
      recommendation.assets[0]!.proposed.ltBps = 8350 as never
    }),
  },
  {
    name: 'a loosening on bars without a range, whatever the recommendation says',
    severity: 'error',
    says: /Guardrail loosenGate: WETH/,
    change: edit(({ recommendation, snapshot }) => {
      const [moved] = recommendation.assets
      const [data] = snapshot.assets
      if (moved === undefined || data === undefined) throw new Error('the market has no asset')
      moved.proposed.ltBps = 8350 as never
      moved.looseningGate.isOpen = true
      data.unreadBars = 1
    }),
  },
  {
    name: 'a borrower made liquidatable',
    severity: 'error',
    says: /Guardrail madeLiquidatable/,
    change: edit(({ live }) => {
      live.market.positions[0]!.debt[0]!.amount = '12600000000'
    }),
  },
])
