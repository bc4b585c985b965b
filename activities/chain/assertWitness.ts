import type { ReadBlock, ReadPlan } from '../../proposals/read/readPlan.js'
import type { AssetReading } from '../../proposals/targets/target.js'
import { assertChain, type ChainClient } from './chainClient.js'
import { blockAt, lagging } from './blockAt.js'
import { patiently } from './patiently.js'
import { NodesDisagree } from './rpcErrors.js'
import { runReadPlan } from './runReadPlan.js'

/**
 * Hold what one node said against another: the block itself, and everything that the target reads of every asset at it.
 *
 * Positions are not read twice: their debts must add up to the totals that are compared here.
 *
 * @param readings - of the assets, as the first node told them
 * @param parametersPlan - the target's plan of them
 * @throws {NodesDisagree} with the field, when anything differs
 * @throws {NodeLagging} when the witness has not seen the block
 * @throws {WrongChain} when the witness is of another chain
 */
export async function assertWitness({
  witness,
  readings,
  block,
  parametersPlan,
  onProgress = () => {},
}: {
  readonly witness: ChainClient
  readonly readings: readonly AssetReading[]
  readonly block: ReadBlock
  readonly parametersPlan: ReadPlan<readonly AssetReading[]>
  readonly onProgress?: () => void
}): Promise<void> {
  const { client } = witness
  await patiently(() => assertChain(witness), onProgress)
  const read = async () => {
    const found = await blockAt(client, block.number)
    if (found === null) throw await lagging(client, block.number, 'witness')
    return found
  }
  const { hash } = await patiently(read, onProgress)
  if (hash !== block.hash) throw new NodesDisagree(block.number, 'the block hash', block.hash, hash)
  const { value: told } = await runReadPlan(client, parametersPlan, { block, onProgress })
  const [primary, second] = [readings, told].map((list) => fields(list))
  for (const field of new Set([...(primary?.keys() ?? []), ...(second?.keys() ?? [])])) {
    const [a, b] = [primary?.get(field) ?? 'nothing', second?.get(field) ?? 'nothing']
    if (a !== b) throw new NodesDisagree(block.number, field, a, b)
  }
}

/** Every figure by its path, such as `reserves.WETH.parameters.ltBps`. */
function fields(readings: readonly AssetReading[]): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) found.set(path, String(value))
    else for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner)
  }
  for (const reading of readings) walk(`reserves.${reading.asset}`, reading)
  return found
}
