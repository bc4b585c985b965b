import type { RoutePresentation } from '../../routePresentation.js'
import type { SafeTimelockBinding } from '../safeTimelockBinding.js'
import type { SafeTimelockConfig } from '../safeTimelockConfig.js'
import type { SafeTimelockState } from '../safeTimelockState.js'
import { safeTimelockParts } from './parts.js'
import { signingSection } from './signingSection.js'
import { stateRows } from './stateRows.js'
import { wayOf } from './wayOf.js'

/** How Safe and timelock are shown to people. */
export const safeTimelockPresentation: RoutePresentation<SafeTimelockConfig, SafeTimelockState, SafeTimelockBinding> = {
  caller: 'timelock',
  way: wayOf,
  signing: signingSection,
  summary: ({ safe }) => `the Safe takes ${safe.threshold} of ${safe.owners.length}`,
  accounts: ({ safe, timelock, guardian }) => [
    { key: 'safe', name: 'Safe', address: safe },
    { key: 'timelock', name: 'timelock', address: timelock },
    { key: 'guardian', name: 'guardian', address: guardian },
  ],
  stateRows,
  parts: safeTimelockParts,
}
