import { assertChain } from '../../../activities/chain/chainClient.js'
import { runReadPlan } from '../../../activities/chain/runReadPlan.js'
import { registerDelegate } from '../../../activities/service/registerDelegate.js'
import { RegistrarNotOwner } from '../../../activities/service/errors.js'
import { findMarket } from '../../../config/findMarket.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { routeOf } from '../../../proposals/routes/registry.js'
import { safeStatePlan } from '../../../proposals/safe/safeStatePlan.js'
import { marketChain } from '../../../client/marketChain.js'
import { marketService } from '../../../client/marketService.js'
import { confirm } from '../../confirm.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'
import { signingKey } from '../../signingKey.js'

/** Options of `safe delegate register`. */
export interface RegisterOptions {
  readonly keyEnv: string
  readonly label: string
  readonly yes?: boolean
}

/** The market has no transaction service that a delegate could be registered with. */
export class ServiceNotConfigured extends PlimsollError {
  readonly code = 'SERVICE_NOT_CONFIGURED'
  readonly kind = 'configuration'

  constructor(market: string) {
    super({
      shortMessage: `The configuration has no Safe Transaction Service for the market "${market}".`,
      metaMessages: ['Add one to its route: `service: { apiKeyEnv: NAME, delegateKeyEnv: NAME }`.'],
    })
  }
}

/** Register the market's delegate with the Safe Transaction Service, signed by an owner of the Safe. */
export async function register(
  session: Session,
  id: string | undefined,
  { keyEnv, label, yes = false }: RegisterOptions,
): Promise<Outcome> {
  const key = signingKey(session, keyEnv)
  const { config } = await session.load()
  const { market } = findMarket(config, id)
  const service = marketService(market, session.environment)
  if (service === null) throw new ServiceNotConfigured(market.id)
  const chain = marketChain(market, session.environment)
  await assertChain(chain)
  const own = routeOf(market.route).signing?.safe(market.route)
  if (own === undefined) throw new ServiceNotConfigured(market.id)
  const { value } = await runReadPlan(chain.client, safeStatePlan(own))
  const { address: safe, owners } = value
  const { account } = key
  const delegate = service.delegate.address
  // Before anybody is asked to agree to it.
  if (!owners.includes(account.address)) throw new RegistrarNotOwner(account.address, safe)
  session.show(`${delegate} may then offer transactions to the Safe ${safe}. Its signature never counts as an owner's.`)
  await confirm(session, `Register it as ${account.address}?`, yes)
  await registerDelegate(service, { safe, owner: account, owners, label })
  return {
    text: `The delegate ${delegate} is registered for the Safe ${safe} by ${account.address}.`,
    json: { safe, delegate, owner: account.address, label },
  }
}
