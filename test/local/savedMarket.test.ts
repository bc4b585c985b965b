import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cacheDir } from '../../config/environment.js'
import { checkpointOf, readStateHead } from '../../local/chain/stateFile.js'
import { savedMarket } from '../../local/savedMarket.js'
import { asOfSeconds, pricesUsd } from './support/testMarket.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const options = { asOfSeconds, pricesUsd }
const folder = temporaryFolder()
afterAll(folder.remove)
beforeAll(() => savedMarket(options, { cacheFolder: cacheDir() }), 120_000)

describe('savedMarket', () => {
  it('default', async () => {
    const { deployment, stateFile } = await savedMarket(options, { cacheFolder: cacheDir() })
    expect(await readStateHead(stateFile)).toEqual({ number: deployment.deployedAtBlock, timestampSeconds: asOfSeconds })
  })

  it('behavior: the second time it is loaded, and nothing is said', async () => {
    const lines: string[] = []
    await savedMarket(options, { cacheFolder: cacheDir(), say: (line) => lines.push(line) })
    expect(lines).toEqual([])
  })

  it('behavior: other options are another market', async () => {
    const [one, other] = await Promise.all([
      savedMarket(options, { cacheFolder: cacheDir() }),
      savedMarket({ ...options, minDelaySeconds: 60, borrowers: 60 }, { cacheFolder: cacheDir() }),
    ])
    expect(other.stateFile).not.toBe(one.stateFile)
    expect(other.deployment.timelock.minDelaySeconds).toBe(60)
    expect(other.deployment.accounts.borrowers).toHaveLength(60)
  })

  it('behavior: a copy replaces what was there, its checkpoint too', async () => {
    const { copyTo, deployment } = await savedMarket(options, { cacheFolder: cacheDir() })
    const target = join(folder.path, 'chain.json')
    writeFileSync(checkpointOf(target), 'older')
    await copyTo(target)
    expect(existsSync(checkpointOf(target))).toBe(false)
    expect((await readStateHead(target))?.number).toBe(deployment.deployedAtBlock)
  })
})
