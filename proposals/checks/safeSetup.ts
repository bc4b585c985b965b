import { sameHex } from '../../core/hex.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'

/** Hold the Safe's threshold, modules and guard against what the configuration accepts: a module acts without any signature. */
export const safeSetup = defineCheck({
  name: 'safe-setup',
  question: 'Is the Safe set up as configured: threshold, modules, guard?',
  objections: ({ routeConfig: { minimumThreshold, allowedModules, allowedGuard }, live }) => {
    const { threshold, owners, modules, guard } = live.route.safe
    const found: Objection[] = []
    if (threshold < minimumThreshold)
      found.push(error(`The Safe asks for ${threshold} signatures; the configuration demands ${minimumThreshold}.`))
    for (const module of modules) {
      if (!allowedModules.some((known) => sameHex(known, module))) {
        found.push(error(`The Safe has the module ${module}, which can act without signatures and is not in allowedModules.`))
      }
    }
    if (guard !== null && (allowedGuard === null || !sameHex(guard, allowedGuard))) {
      found.push(error(`The Safe has the guard ${guard}, which can block transactions and is not the allowedGuard.`))
    }
    if (guard === null && allowedGuard !== null) found.push(warning(`The Safe's guard is gone; ${allowedGuard} is configured.`))
    if (threshold === owners.length && owners.length > 1) {
      found.push(warning(`All ${owners.length} owners must sign: one lost key blocks the Safe for ever.`))
    }
    return found
  },
  passes: ({ live: { route } }) =>
    `${route.safe.threshold} of ${route.safe.owners.length} owners sign; no unknown module or guard.`,
})
