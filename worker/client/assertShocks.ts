import { closestNames } from '../../core/closestNames.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { PriceShock } from '../../models/scenarios/jointScenarios.js'

/** A shock names an asset that is no reserve of the market. */
export class UnknownShockAsset extends PlimsollError {
  readonly code = 'UNKNOWN_SHOCK_ASSET'

  constructor(
    readonly asset: string,
    reserves: readonly string[],
  ) {
    const [near] = closestNames(asset, reserves)
    super({
      shortMessage: `The shock names ${asset}, which is no reserve of the market.`,
      metaMessages: [
        near === undefined ? `Reserves: ${reserves.join(', ')}.` : `Did you mean ${near}? Reserves: ${reserves.join(', ')}.`,
      ],
    })
  }
}

/**
 * Make sure that shocks name reserves.
 *
 * @throws {UnknownShockAsset} when one does not.
 */
export function assertShocks(shocks: readonly PriceShock[], reserves: readonly string[]): void {
  const unknown = shocks.flat().find(({ asset }) => !reserves.includes(asset))
  if (unknown !== undefined) throw new UnknownShockAsset(unknown.asset, reserves)
}
