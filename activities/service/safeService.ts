import { CHAIN_SHORT_NAMES } from '../../proposals/safe/chainShortNames.js'
import { type ApiKit, openApiKit } from './apiKit.js'
import type { Delegate } from './delegate.js'
import { ServiceKeyMissing, ServiceUnknownForChain, ServiceUrlInvalid } from './errors.js'

/** How long one request may take. */
const DEFAULT_TIMEOUT_MS = 20_000

/** A Safe Transaction Service with the account that proposes to it. */
export interface SafeService {
  readonly chainId: number
  readonly api: ApiKit
  readonly delegate: Delegate
  readonly timeoutMs: number
}

/** Where the service is and who proposes. */
export interface SafeServiceOptions {
  readonly chainId: number
  /** Address of a service, ending in /api, with the variable that it came from; Safe's own for the chain where left out. */
  readonly url?: { readonly value: string; readonly variable: string } | undefined
  readonly apiKey?: string | undefined
  readonly delegate: Delegate
  readonly timeoutMs?: number
}

/**
 * Open a Safe Transaction Service. Nothing is sent yet.
 *
 * @throws {ServiceUrlInvalid} when the address cannot be one of a service
 * @throws {ServiceUnknownForChain} {ServiceKeyMissing} when Safe's own is meant and does not serve the chain, or has no key
 */
export function safeService({ chainId, url, apiKey, delegate, timeoutMs = DEFAULT_TIMEOUT_MS }: SafeServiceOptions): SafeService {
  const address = url === undefined ? undefined : serviceUrl(url)
  if (address === undefined && !CHAIN_SHORT_NAMES.has(chainId)) throw new ServiceUnknownForChain(chainId)
  if (apiKey === undefined && (address === undefined || /\bapi\.(safe\.global|5afe\.dev)\b/.test(address)))
    throw new ServiceKeyMissing()
  return { chainId, api: openApiKit({ chainId, url: address, apiKey }), delegate, timeoutMs }
}

function serviceUrl({ value, variable }: { value: string; variable: string }): string {
  const address = value.replace(/\/+$/, '')
  if (!URL.canParse(address)) throw new ServiceUrlInvalid(variable)
  const { protocol, pathname, search, hash } = new URL(address)
  if (!/^https?:$/.test(protocol) || !pathname.endsWith('/api') || search !== '' || hash !== '')
    throw new ServiceUrlInvalid(variable)
  return address
}
