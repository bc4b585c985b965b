import { join, sep } from 'node:path'
import { projectRoot } from '../../../activities/process/projectRoot.js'

/**
 * Find the folder that holds all local runs, as an absolute path: in the project's folder in a clone; where the user is, once Plimsoll is an
 * installed package, whose folder an update empties.
 */
export function runsFolder(): string {
  const root = projectRoot()
  return join(root.includes(`${sep}node_modules${sep}`) ? process.cwd() : root, '.plimsoll', 'runs')
}
