import { safeTimelockExits, safeTimelockSteps } from '../../../proposals/routes/safeTimelock/safeTimelockSteps.js'

const CALL = { to: `0x${'11'.repeat(20)}`, value: '0', data: '0x' } as const

/** Steps and exits of Safe and timelock, as a proposal has them. */
export const SAFE_ROUTE = { steps: safeTimelockSteps({ execution: CALL }), exits: safeTimelockExits({ cancellation: CALL }) }
