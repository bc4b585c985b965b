import { InvalidArgumentError } from 'commander'
import type { PriceShock } from '../../../models/scenarios/jointScenarios.js'

const MAX_PERCENT = 1_000_000
const MOVE = /^([A-Za-z0-9._-]+)=([+-]?\d+(?:\.\d+)?)\s*%$/

/**
 * Read one `--shock`, such as `WETH=-40%,WBTC=-30%`, and put it behind those before it.
 *
 * @throws {InvalidArgumentError} when it is none, names an asset twice, or a price could not move so.
 */
export function parseShock(text: string, before: readonly PriceShock[] = []): readonly PriceShock[] {
  const moves = text.split(',').map((part) => {
    const [, asset, number] = MOVE.exec(part.trim()) ?? []
    if (asset === undefined || number === undefined) {
      throw new InvalidArgumentError(
        `"${part.trim()}" is not a price move: write SYMBOL=PERCENT%, such as WETH=-40% or WETH=-40%,WBTC=-30%.`,
      )
    }
    const percent = Number(number)
    if (!(percent >= -100 && percent <= MAX_PERCENT)) {
      throw new InvalidArgumentError(`${asset} cannot move by ${number} %: write a percentage from -100 to ${MAX_PERCENT}.`)
    }
    return { asset, percent }
  })
  const twice = moves.find(({ asset }, i) => moves.findIndex((move) => move.asset === asset) !== i)
  if (twice !== undefined) {
    throw new InvalidArgumentError(`One shock moves ${twice.asset} twice: name each asset once, or give --shock again.`)
  }
  return [...before, moves]
}
