import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parse } from '../../core/schemas/parse.js'
import { projectRoot } from '../process/projectRoot.js'
import { type ContractArtifact, contractArtifactSchema } from './contractArtifact.js'

/**
 * Read a compiled contract that an npm package ships.
 *
 * @param path - module path such as `@openzeppelin/contracts/build/contracts/TimelockController.json`.
 * @throws {InvalidInputError} when the file is no compiled contract.
 */
export async function packageArtifact(path: string): Promise<ContractArtifact> {
  const file = createRequire(import.meta.url).resolve(path)
  return parse(contractArtifactSchema, JSON.parse(await readFile(file, 'utf8')), `Compiled contract ${path}`)
}

/**
 * Read a compiled contract of Plimsoll's own, from `contracts/artifacts`.
 *
 * @throws {InvalidInputError} when the file is no compiled contract.
 */
export async function ownArtifact(name: string): Promise<ContractArtifact> {
  const file = join(projectRoot(), 'contracts', 'artifacts', `${name}.json`)
  return parse(contractArtifactSchema, JSON.parse(await readFile(file, 'utf8')), `Compiled contract ${name}`)
}
