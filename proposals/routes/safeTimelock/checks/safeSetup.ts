import { sameHex } from '../../../../core/hex.js'
import { defineQuestion } from '../../../checks/question.js'
import type { RouteFinding } from '../../finding.js'
import { failing, judgedOf, notable, type JudgedRoute, type SafeTimelockFacts } from './routeFacts.js'

/** Hold the Safe's threshold, modules and guard against what the configuration accepts: a module acts without any signature. */
export const safeSetup = defineQuestion<SafeTimelockFacts>({
  name: 'safe-setup',
  question: 'Is the Safe set up as configured: threshold, modules, guard?',
  objections: (facts) => safeFindings(judgedOf(facts)),
  passes: ({ state: { safe } }) => `${safe.threshold} of ${safe.owners.length} owners sign; no unknown module or guard.`,
})

/** List where the Safe is set up otherwise than the configuration accepts. */
export function safeFindings({ config: { minimumThreshold, allowedModules, allowedGuard }, state }: JudgedRoute): RouteFinding[] {
  const { threshold, owners, modules, guard } = state.safe
  const found: RouteFinding[] = []
  if (threshold < minimumThreshold) {
    found.push(
      failing('threshold-low', `The Safe asks for ${threshold} signatures; the configuration demands ${minimumThreshold}.`),
    )
  }
  for (const module of modules.filter((address) => !allowedModules.some((known) => sameHex(known, address)))) {
    found.push(
      failing(
        'module-unknown',
        `The Safe has the module ${module}, which can act without signatures and is not in allowedModules.`,
      ),
    )
  }
  if (guard !== null && (allowedGuard === null || !sameHex(guard, allowedGuard))) {
    found.push(
      failing('guard-unknown', `The Safe has the guard ${guard}, which can block transactions and is not the allowedGuard.`),
    )
  }
  if (guard === null && allowedGuard !== null) {
    found.push(notable('guard-gone', `The Safe's guard is gone; ${allowedGuard} is configured.`))
  }
  if (threshold === owners.length && owners.length > 1) {
    found.push(notable('no-spare-owner', `All ${owners.length} owners must sign: one lost key blocks the Safe for ever.`))
  }
  return found
}
