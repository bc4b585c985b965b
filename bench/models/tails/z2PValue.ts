import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { simulatedPValue } from '../../../models/forecastTests/simulatedPValue.js'
import { studentTTail } from '../../../models/tail/studentTTail.js'

const DEGREES = 4
const SIMULATIONS = 2_000

/**
 * Estimate the p-value of Acerbi and Szekely's Z2 under right forecasts of a Student's t(4) tail: it depends on the tail little, and on
 * the number of days a good deal.
 *
 * @param observed - the statistic over `days` forecasts.
 */
export function z2PValue({
  observed,
  days,
  violationProbability,
  seed,
}: {
  observed: number
  days: number
  violationProbability: number
  seed: number
}): number {
  const generator = xoroshiro128plus(seed)
  const unit = Math.sqrt((DEGREES - 2) / DEGREES)
  const shortfall = studentTTail(DEGREES).expectedShortfall(1 - violationProbability)
  const uniform = () => Math.max(Number.MIN_VALUE, uniformFloat64(generator))
  // Days to the next violation are geometric: drawing them costs a fortieth of drawing the days.
  const gap = () => 1 + Math.floor(Math.log(uniform()) / Math.log1p(-violationProbability))
  const draw = () => {
    let sum = 0
    for (let t = gap(); t <= days; t += gap()) {
      sum -= (unit * lossOfFour(violationProbability * uniform())) / shortfall
    }
    return sum / (days * violationProbability) + 1
  }
  return simulatedPValue({ observed, simulations: SIMULATIONS, draw })
}

/**
 * Compute the loss that Student's t(4) exceeds with probability u < 1/2, in closed form: tens of thousands are drawn for each p-value.
 *
 * @source Shaw, Sampling Student's T Distribution, Journal of Computational Finance 9 (2006).
 */
function lossOfFour(u: number): number {
  const root = Math.sqrt(4 * u * (1 - u))
  return 2 * Math.sqrt(Math.max(0, Math.cos(Math.acos(root) / 3) / root - 1))
}
