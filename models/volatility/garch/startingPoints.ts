import type { GarchCoordinates } from './garchCoordinates.js'
import { type GarchParameters, SLOTS } from './garchParameters.js'
import type { GarchSample } from './garchSample.js'
import { inUnitsOfSample } from './garchUnits.js'

/** Degrees of freedom that a fit starts from. */
const STARTING_NU = 8
/** Persistences between which a likelihood tends to have maxima of its own: short memory, the usual, nearly integrated. */
const BASINS = [-Infinity, 0.75, 0.95]

/**
 * Choose where a fit begins: the likeliest point of the family's grid in each range of persistence, the likeliest of all first.
 *
 * @param start - parameters in the units of the returns: then they come first, and only the likeliest of the grid with them.
 * @returns points in the coordinates of the fit, at least one.
 */
export function startingPoints(coordinates: GarchCoordinates, sample: GarchSample, start?: GarchParameters): number[][] {
  const theta = new Float64Array(SLOTS)
  const best = new Map<number, { point: number[]; value: number }>()
  for (const tail of coordinates.family.starts(sample)) {
    const point = [sample.mean, ...tail, 1 / STARTING_NU].slice(0, coordinates.names.length)
    coordinates.decode(Float64Array.from(point), theta)
    const value = coordinates.family.logLikelihood(sample, theta)
    const persistence = coordinates.family.persistence(theta)
    const basin = BASINS.findLastIndex((from) => persistence >= from)
    const known = best.get(basin)
    if (known === undefined || !(value <= known.value)) best.set(basin, { point, value: Number.isNaN(value) ? -Infinity : value })
  }
  const points = [...best.values()].sort((a, b) => b.value - a.value).map(({ point }) => point)
  if (start === undefined) return points
  const nu = start.nu ?? STARTING_NU
  const given = coordinates.encode(inUnitsOfSample(coordinates, sample, { ...start, nu }))
  return [...(given.every(Number.isFinite) ? [given] : []), ...points.slice(0, 1)]
}
