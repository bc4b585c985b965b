import { createHash } from 'node:crypto'
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { makeFolder } from '../activities/process/makeFolder.js'
import { contentHash } from '../core/contentHash.js'
import { parse } from '../core/schemas/parse.js'
import { type AaveArtifacts, aaveArtifacts } from './aave/aaveArtifacts.js'
import { buildOnce } from './cache/buildOnce.js'
import { startAnvil } from './chain/startAnvil.js'
import { checkpointOf } from './chain/stateFile.js'
import { testClient } from './chain/testClient.js'
import { deployLocalMarket, type LocalMarketOptions, localMarketOptions, setUpSeconds } from './deployLocalMarket.js'
import { type LocalDeployment, localDeploymentSchema } from './localDeployment.js'
import { codeRoot, projectRoot } from './process/projectRoot.js'

/** What the chain and its contracts come from, besides the sources in Aave's key. */
const deployedPackages = [
  '@foundry-rs/anvil',
  '@safe-global/safe-contracts',
  '@safe-global/safe-deployments',
  '@openzeppelin/contracts',
]

/** A market that was deployed once and is kept in the cache folder. */
export interface SavedMarket {
  readonly deployment: LocalDeployment
  /** State file for `startAnvil`; copy it with `copyTo`, since a running chain writes into its own. */
  readonly stateFile: string
  /** Copy the chain's state to where a new run keeps it. */
  readonly copyTo: (stateFile: string) => Promise<void>
}

/**
 * Deploy a local market once a machine, and load it from the cache folder after that: 50 ms instead of seconds.
 *
 * The cache's key holds the options, the compiled contracts and the code of the set-up. Runs that start from one saved
 * market share its genesis block.
 *
 * @param cacheFolder - absolute path of Plimsoll's cache folder.
 * @param say - gets a line when something takes long.
 */
export async function savedMarket(
  options: LocalMarketOptions,
  {
    cacheFolder,
    say = () => {},
    signal,
  }: { readonly cacheFolder: string; readonly say?: (line: string) => void; readonly signal?: AbortSignal | undefined },
): Promise<SavedMarket> {
  const artifacts = await aaveArtifacts({ cacheFolder, say, signal })
  const folder = join(cacheFolder, `local-market-${await marketKey(options, artifacts)}`)
  const stateFile = join(folder, 'chain.json')
  const deploymentFile = join(folder, 'deployment.json')
  await buildOnce(folder, async (temporary) => {
    say('Deploying Aave, Safe, timelock and borrowers on a local chain: a few seconds, kept for the next start.')
    await deployInto(join(temporary, 'chain.json'), join(temporary, 'deployment.json'), options, artifacts)
    signal?.throwIfAborted()
  })
  const deployment = parse(localDeploymentSchema, JSON.parse(await readFile(deploymentFile, 'utf8')), 'Saved local deployment')
  return {
    deployment,
    stateFile,
    copyTo: async (target) => {
      await makeFolder(dirname(target))
      await rm(checkpointOf(target), { force: true })
      await copyFile(stateFile, target)
    },
  }
}

async function deployInto(
  stateFile: string,
  deploymentFile: string,
  options: LocalMarketOptions,
  artifacts: AaveArtifacts,
): Promise<void> {
  const chain = await startAnvil({ stateFile, timestampSeconds: options.asOfSeconds - setUpSeconds })
  try {
    const deployment = await deployLocalMarket(testClient(chain.rpcUrl), options, artifacts)
    await writeFile(deploymentFile, `${JSON.stringify(deployment, null, 2)}\n`)
  } finally {
    await chain.stop()
  }
}

async function marketKey(options: LocalMarketOptions, artifacts: AaveArtifacts): Promise<string> {
  const folder = join(codeRoot().folder, 'local')
  const hash = createHash('sha256')
    .update(contentHash(localMarketOptions(options)))
    .update(artifacts.key)
  const require = createRequire(import.meta.url)
  for (const name of deployedPackages) hash.update(await readFile(require.resolve(`${name}/package.json`)))
  hash.update(await readFile(join(projectRoot(), 'contracts', 'artifacts', 'SettableFeed.json')))
  const sources = await readdir(folder, { recursive: true })
  for (const source of sources
    .filter((name) => /^(aave|borrowers|chain|feeds|safe|timelock)\b.*\.[tj]s$|^\w+\.[tj]s$/.test(name))
    .sort()) {
    hash.update(await readFile(join(folder, source)))
  }
  return hash.digest('hex').slice(0, 16)
}
