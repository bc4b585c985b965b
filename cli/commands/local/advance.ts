import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assertChain } from '../../../activities/chain/chainClient.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { parse } from '../../../core/schemas/parse.js'
import { testClient } from '../../../local/chain/testClient.js'
import { localDeploymentSchema } from '../../../local/localDeployment.js'
import { moveClock } from '../../../local/system/moveClock.js'
import { onlyMarket } from '../../../local/system/startLocalSystem.js'
import { marketChain } from '../../../client/marketChain.js'
import type { Outcome } from '../../outcome.js'
import { formatDuration } from '../../../core/format.js'
import type { Session } from '../../session.js'

/** The configuration is not the one that `local up` wrote into a run's folder. */
export class NotALocalRun extends PlimsollError {
  readonly code = 'NOT_A_LOCAL_RUN'
  readonly kind = 'local'

  constructor(configFile: string, cause?: unknown) {
    super({
      shortMessage: `${configFile} belongs to no local run: only a local chain's clock can be moved.`,
      metaMessages: ['Run `. env.sh` of the run folder that `plimsoll local up` named, and try again.'],
      ...(cause === undefined ? {} : { cause }),
    })
  }
}

/** Move a running local chain's clock forward, with the prices of the day that it comes to in the oracles. */
export async function advance(session: Session, seconds: number): Promise<Outcome> {
  const loaded = await session.load()
  const text = await readFile(join(loaded.baseDir, 'deployment.json'), 'utf8').catch((error: unknown) => {
    throw new NotALocalRun(loaded.path, error)
  })
  const deployment = parse(localDeploymentSchema, JSON.parse(text), 'Deployment of this run')
  const { client, rpcUrl, chainId } = marketChain(onlyMarket(loaded).market, session.environment)
  await assertChain({ client, rpcUrl, chainId })
  const chain = testClient(rpcUrl, chainId)
  const { timestamp } = await chain.getBlock({ blockTag: 'latest' })
  const now = await moveClock({ chain, deployment }, Number(timestamp) + seconds)
  return {
    text: `Moved the local chain ${formatDuration(seconds)} forward, to ${now}, with that day's prices in its oracles.`,
    json: { movedSeconds: seconds, now },
  }
}
