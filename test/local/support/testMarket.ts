import { join } from 'node:path'
import { cacheDir } from '../../../config/environment.js'
import { startAnvil } from '../../../local/chain/startAnvil.js'
import { testClient } from '../../../local/chain/testClient.js'
import { savedMarket } from '../../../local/savedMarket.js'
import { temporaryFolder } from './temporaryFolder.js'

/** Midnight of 2022-06-12, UTC. */
export const asOfSeconds = Date.UTC(2022, 5, 12) / 1000
/** Closes of 2022-06-11. */
export const pricesUsd = { WETH: 1532.89, WBTC: 28424.7, LINK: 7.04, AAVE: 77.2, USDC: 1 }

/** Start a chain of a test's own from the saved market. It writes no state. Fewer borrowers make a simulation quicker. */
export async function startTestMarket({ borrowers = 80 }: { readonly borrowers?: number } = {}) {
  const folder = temporaryFolder()
  const { deployment, copyTo } = await savedMarket({ asOfSeconds, pricesUsd, borrowers }, { cacheFolder: cacheDir() })
  const stateFile = join(folder.path, 'chain.json')
  await copyTo(stateFile)
  const chain = await startAnvil({ stateFile, isKept: false })
  const stop = async (): Promise<void> => {
    await chain.stop()
    folder.remove()
  }
  return { deployment, chain, client: testClient(chain.rpcUrl), stop }
}
