import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { parse } from '../core/schemas/parse.js'
import { projectRoot } from './process/projectRoot.js'

/** What a local market is deployed from. Their licences differ from Plimsoll's (BUSL, LGPL, MIT), so that it does not bring them. */
const PACKAGES = [
  '@aave-dao/aave-v3-origin',
  '@bgd-labs/solidity-utils',
  '@openzeppelin/contracts',
  '@openzeppelin/contracts-upgradeable',
  '@safe-global/safe-contracts',
  'solc',
] as const

/** A local system lacks the contracts that it deploys. */
export class LocalContractsMissing extends PlimsollError {
  readonly code = 'LOCAL_CONTRACTS_MISSING'
  readonly kind = 'local'

  constructor(
    readonly missing: readonly string[],
    /** The one command that installs all of them, in the versions that Plimsoll is tested with. */
    readonly command: string,
  ) {
    super({
      shortMessage: `A local system deploys contracts that are not installed: ${missing.join(', ')}.`,
      metaMessages: [
        "They are under licences of their own (Aave's the Business Source Licence), so Plimsoll does not bring them. Nothing else needs them.",
        `Install them where Plimsoll is installed: ${command}`,
      ],
    })
  }
}

/**
 * Make sure that what a local market is deployed from is installed.
 *
 * @throws {LocalContractsMissing} when a package is not
 */
export async function assertLocalContracts(isInstalled: (name: string) => boolean = canBeResolved): Promise<void> {
  const missing = PACKAGES.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  const manifest = JSON.parse(await readFile(join(projectRoot(), 'package.json'), 'utf8'))
  const { devDependencies } = parse(
    z.object({ devDependencies: z.record(z.string(), z.string()) }),
    manifest,
    "Plimsoll's package.json",
  )
  const wanted = PACKAGES.map((name) => `${name}@${devDependencies[name]}`)
  throw new LocalContractsMissing(missing, `npm install --save-dev ${wanted.join(' ')}`)
}

function canBeResolved(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`)
    return true
  } catch {
    return false
  }
}
