import { durationMs } from '../core/duration.js'
import type { ReserveState } from '../models/book/marketState.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { SafeTimelockState } from '../proposals/routes/safeTimelock/safeTimelockState.js'
import { sameHex } from '../core/hex.js'
import type { Authority } from '../proposals/targets/authority.js'

/** One thing that a look at a market's route found. An `error` means that a proposal could not be carried out, or not be trusted. */
export interface RouteFinding {
  readonly severity: 'error' | 'warning'
  /** Kebab-case name, stable. */
  readonly name: string
  readonly message: string
}

/** Roles by which a timelock can set the parameters. */
const SETTING_ROLES: readonly string[] = ['RISK_ADMIN', 'POOL_ADMIN']

/**
 * Judge a route before there is a proposal: does it hold every role on the path, who else does, and is Safe and timelock as configured?
 *
 * The checks of a proposal ask the same of one proposal's bytes; this asks it of the configuration. Pure.
 */
export function routeFindings(input: {
  config: MarketConfig
  reserves: readonly ReserveState[]
  authorities: readonly Authority[]
  route: SafeTimelockState
}): RouteFinding[] {
  return [
    ...assetFindings(input),
    ...pathFindings(input),
    ...safeFindings(input),
    ...timelockFindings(input),
    ...otherHolders(input),
  ]
}

type Input = Parameters<typeof routeFindings>[0]

const error = (name: string, message: string): RouteFinding => ({ severity: 'error', name, message })
const warning = (name: string, message: string): RouteFinding => ({ severity: 'warning', name, message })
const holds = (accounts: readonly string[], account: string) => accounts.some((holder) => sameHex(holder, account))

function assetFindings({ config, reserves }: Input): RouteFinding[] {
  return config.assets.flatMap(({ symbol, address }) => {
    const reserve = reserves.find((candidate) => sameHex(candidate.address, address))
    if (reserve === undefined) return [error('asset-not-listed', `${symbol} (${address}) is no reserve of the market.`)]
    if (reserve.asset !== symbol) {
      return [
        error(
          'asset-misnamed',
          `The configuration calls ${address} ${symbol}; the market calls it ${reserve.asset}. Use the market's name.`,
        ),
      ]
    }
    return []
  })
}

function pathFindings({ config: { route: configured }, authorities, route }: Input): RouteFinding[] {
  const { proposers, cancellers, executors, isExecutionOpen } = route.timelock
  const canSet = authorities.some(({ role, holders }) => SETTING_ROLES.includes(role) && holds(holders, configured.timelock))
  return [
    ...(canSet
      ? []
      : [
          error(
            'role-missing',
            `The timelock ${configured.timelock} holds neither ${SETTING_ROLES.join(' nor ')}: grant it one of them.`,
          ),
        ]),
    ...(holds(proposers, configured.safe)
      ? []
      : [error('proposer-missing', `The Safe ${configured.safe} is no PROPOSER of the timelock: grant it PROPOSER_ROLE.`)]),
    ...(holds(cancellers, configured.guardian)
      ? []
      : [
          error(
            'canceller-missing',
            `The guardian ${configured.guardian} is no CANCELLER of the timelock: grant it CANCELLER_ROLE.`,
          ),
        ]),
    ...(isExecutionOpen || executors.length > 0
      ? []
      : [error('executor-missing', 'Nobody is EXECUTOR of the timelock: grant EXECUTOR_ROLE to the relayer and the Safe.')]),
  ]
}

function safeFindings({ config: { route: configured }, route: { safe } }: Input): RouteFinding[] {
  const found: RouteFinding[] = []
  if (safe.threshold < configured.minimumThreshold) {
    found.push(
      error(
        'threshold-low',
        `The Safe asks for ${safe.threshold} signatures; the configuration demands ${configured.minimumThreshold}.`,
      ),
    )
  }
  for (const module of safe.modules.filter((address) => !holds(configured.allowedModules, address))) {
    found.push(
      error(
        'module-unknown',
        `The Safe has the module ${module}, which acts without signatures and is not in route.allowedModules.`,
      ),
    )
  }
  if (safe.guard !== null && !holds(configured.allowedGuard === null ? [] : [configured.allowedGuard], safe.guard)) {
    found.push(error('guard-unknown', `The Safe has the guard ${safe.guard}, which can block it and is not route.allowedGuard.`))
  }
  if (safe.guard === null && configured.allowedGuard !== null) {
    found.push(warning('guard-gone', `The Safe has no guard; the configuration names ${configured.allowedGuard}.`))
  }
  if (safe.threshold === safe.owners.length && safe.owners.length > 1) {
    found.push(warning('no-spare-owner', `All ${safe.owners.length} owners must sign: one lost key blocks the Safe for ever.`))
  }
  return found
}

function timelockFindings({ config: { route: configured }, route: { timelock } }: Input): RouteFinding[] {
  const demanded = durationMs(configured.minimumDelay) / 1_000
  return [
    ...(timelock.minDelaySeconds < demanded
      ? [error('delay-short', `The timelock waits ${timelock.minDelaySeconds} s; the configuration demands ${demanded} s.`)]
      : []),
    ...(timelock.isExecutionOpen
      ? [warning('execution-open', 'Anybody may execute: declining to execute stops nobody, only a cancellation does.')]
      : []),
  ]
}

function otherHolders({ config: { route: configured }, authorities, route: { timelock } }: Input): RouteFinding[] {
  const beside = (accounts: readonly string[], own: string) => accounts.filter((account) => !sameHex(account, own))
  return [
    ...authorities.flatMap(({ role, power, holders }) =>
      beside(holders, configured.timelock).map((holder) =>
        warning('other-holder', `${holder} holds ${role} besides the timelock: ${power}`),
      ),
    ),
    ...beside(timelock.proposers, configured.safe).map((holder) =>
      warning('other-proposer', `${holder} can schedule in the timelock besides the Safe.`),
    ),
    ...beside(timelock.admins, configured.timelock).map((holder) =>
      warning('other-admin', `${holder} administers the timelock and can grant its roles without delay.`),
    ),
  ]
}
