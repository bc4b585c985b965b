import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Abi, Address, Hex } from 'viem'
import { z } from 'zod'
import { parse } from '../../core/schemas/parse.js'
import { projectRoot } from '../process/projectRoot.js'

const linkReferencesSchema = z.record(
  z.string(),
  z.record(z.string(), z.array(z.object({ start: z.number(), length: z.number() }))),
)

/** A compiled contract as the compilers and npm packages write it; other keys are ignored. */
export const contractArtifactSchema = z.object({
  abi: z.custom<Abi>((abi) => Array.isArray(abi) && abi.every((item) => typeof item?.type === 'string'), 'must be an ABI'),
  /** Creation code; addresses of unlinked libraries are placeholders, so this is not always hex. */
  bytecode: z.string().regex(/^0x[0-9a-zA-Z_$]+$/, 'must be creation code'),
  linkReferences: linkReferencesSchema.default({}),
})

export type ContractArtifact = z.infer<typeof contractArtifactSchema>

/**
 * Put the libraries' addresses into a contract's creation code.
 *
 * @param libraries - address by library name.
 * @throws {Error} when a library that the code needs is missing.
 */
export function linkBytecode(
  { bytecode, linkReferences }: ContractArtifact,
  libraries: Readonly<Record<string, Address>> = {},
): Hex {
  let linked = bytecode
  for (const [name, references] of Object.values(linkReferences).flatMap((file) => Object.entries(file))) {
    const address = libraries[name]
    if (address === undefined) throw new Error(`Library ${name} has no address to link: deploy it first.`)
    for (const { start, length } of references) {
      const at = 2 + start * 2
      linked = linked.slice(0, at) + address.slice(2).toLowerCase() + linked.slice(at + length * 2)
    }
  }
  return linked as Hex
}

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
