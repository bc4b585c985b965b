import type { Address, Hex } from 'viem'
import type { DelegateTypedData } from '../../proposals/safe/delegateTypedData.js'
import { sameHex } from '../../core/hex.js'
import { tellService } from './askService.js'
import type { SafeService } from './safeService.js'
import { DelegateIsOwner, RegistrarNotOwner } from './errors.js'

/** Most characters of a registration's label. */
const MAX_LABEL_LENGTH = 50

/**
 * Register the service's delegate for a Safe, signed by one of its owners (EIP-712, valid for the hour). Registering again is an upsert.
 *
 * @param owners - the Safe's owners as the chain has them
 * @throws {RegistrarNotOwner} {DelegateIsOwner} when the accounts do not fit
 * @throws whatever `askService` throws
 */
export async function registerDelegate(
  { api, delegate, timeoutMs }: SafeService,
  {
    safe,
    owner,
    owners,
    label,
  }: {
    safe: Address
    owner: { readonly address: Address; readonly signTypedData: (typedData: DelegateTypedData) => Promise<Hex> }
    owners: readonly Address[]
    label: string
  },
): Promise<void> {
  const isOwner = (account: Address) => owners.some((other) => sameHex(other, account))
  if (!isOwner(owner.address)) throw new RegistrarNotOwner(owner.address, safe)
  if (isOwner(delegate.address)) throw new DelegateIsOwner(delegate.address, safe)
  await tellService(
    () =>
      api.addSafeDelegate({
        safeAddress: safe,
        delegateAddress: delegate.address,
        delegatorAddress: owner.address,
        label: label.slice(0, MAX_LABEL_LENGTH),
        signer: { signTypedData: (typedData) => owner.signTypedData(typedData) },
      }),
    { what: `register the delegate ${delegate.address}`, timeoutMs },
  )
}
