import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { buildOnce } from '../cache/buildOnce.js'
import { type ContractArtifact, contractArtifactSchema } from '../chain/contractArtifact.js'
import { projectRoot } from '../process/projectRoot.js'
import { runToEnd } from '../process/runToEnd.js'

/** The protocol's contracts could not be compiled on this machine. */
export class ContractCompilationFailed extends PlimsollError {
  readonly code = 'CONTRACT_COMPILATION_FAILED'
  readonly kind = 'local'

  constructor(what: string, output: string) {
    super({
      shortMessage: `${what} could not be compiled.`,
      metaMessages: [
        ...output.trim().split('\n').slice(-12),
        'Its sources are development dependencies, since their licence does not let Plimsoll ship them.',
        'Remedy: run `npm install` with development dependencies (not --omit=dev) in the project folder, and try again.',
      ],
    })
  }
}

const sourcePackages = [
  '@aave-dao/aave-v3-origin',
  '@openzeppelin/contracts',
  '@openzeppelin/contracts-upgradeable',
  '@bgd-labs/solidity-utils',
  'solc',
]

/** Far above what a busy machine takes. */
const compileMs = 10 * 60_000

/** Aave's compiled contracts. */
export interface AaveArtifacts {
  /** Changes when the sources, the compiler or its settings do. */
  readonly key: string
  /** @throws {Error} when the contract was not compiled. */
  readonly get: (name: string) => ContractArtifact
}

/**
 * Compile Aave v3.6 for local use, once a machine: ten seconds, then from the cache folder.
 *
 * The sources are under the Business Source Licence: they and what is compiled from them stay on this machine.
 *
 * @param cacheFolder - absolute path of Plimsoll's cache folder.
 * @param say - gets a line when something takes long.
 * @param signal - ends the compilation; nothing is kept of it.
 * @throws {ContractCompilationFailed} when the development dependencies are missing or the compiler refuses.
 * @throws the signal's reason when it is aborted
 */
export async function aaveArtifacts({
  cacheFolder,
  say = () => {},
  signal,
}: {
  readonly cacheFolder: string
  readonly say?: (line: string) => void
  readonly signal?: AbortSignal | undefined
}): Promise<AaveArtifacts> {
  const script = join(projectRoot(), 'local', 'aave', 'compileAave.mjs')
  const key = await artifactsKey(script)
  const folder = join(cacheFolder, `aave-v3.6-${key}`)
  await buildOnce(folder, async (temporary) => {
    say('Compiling Aave v3.6 with solc: about ten seconds, once on this machine.')
    await compile(script, join(temporary, 'artifacts.json'), signal)
  })
  const text = await readFile(join(folder, 'artifacts.json'), 'utf8')
  const artifacts = z.record(z.string(), contractArtifactSchema).parse(JSON.parse(text))
  return {
    key,
    get: (name) => {
      const artifact = artifacts[name]
      if (artifact === undefined)
        throw new Error(`Aave's ${name} is not among the compiled contracts: ${Object.keys(artifacts).join(', ')}.`)
      return artifact
    },
  }
}

async function artifactsKey(script: string): Promise<string> {
  const require = createRequire(import.meta.url)
  const hash = createHash('sha256').update(await readFile(script))
  try {
    for (const name of sourcePackages) {
      const { version } = JSON.parse(await readFile(require.resolve(`${name}/package.json`), 'utf8'))
      hash.update(`${name}@${version}\n`)
    }
  } catch (error) {
    throw new ContractCompilationFailed('Aave v3.6', String(error))
  }
  return hash.digest('hex').slice(0, 16)
}

async function compile(script: string, output: string, signal: AbortSignal | undefined): Promise<void> {
  const result = await runToEnd(process.execPath, [script, output], { timeoutMs: compileMs, signal, isTethered: true })
  signal?.throwIfAborted()
  if (result.code === 0) return
  const reason = result.code === undefined ? `The compiler was ended from outside (${result.endedBy}).` : result.output
  throw new ContractCompilationFailed('Aave v3.6', reason)
}
