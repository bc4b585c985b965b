import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { temporalInCache } from '../../../local/temporal/temporalSources.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

function cached(script: string): string {
  const binaryFolder = join(folder.path, 'cli')
  mkdirSync(binaryFolder)
  writeFileSync(join(binaryFolder, 'temporal'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(binaryFolder, 'temporal'), 0o755)
  return binaryFolder
}

describe('temporalInCache', () => {
  it('default', async () => {
    const binaryFolder = cached('echo temporal version 1.5.1')
    expect(await temporalInCache.find({ binaryFolder, say: () => {} })).toEqual({ path: join(binaryFolder, 'temporal') })
  })

  it('behavior: an empty cache is said', async () => {
    const result = await temporalInCache.find({ binaryFolder: join(folder.path, 'none'), say: () => {} })
    expect(result).toEqual({ reason: expect.stringContaining('does not exist yet') })
  })

  it('behavior: a broken binary is deleted, so that the next way can replace it', async () => {
    const binaryFolder = cached('echo cut off >&2; exit 1')
    const result = await temporalInCache.find({ binaryFolder, say: () => {} })
    expect(result).toEqual({ reason: expect.stringContaining('cut off') })
    expect(existsSync(binaryFolder)).toBe(false)
  })

  it.each(['INT', 'TERM', 'KILL'])('behavior: a binary that SIG%s ends while it is asked stays', async (signal) => {
    const binaryFolder = cached(`kill -${signal} $$; sleep 5`)
    const result = await temporalInCache.find({ binaryFolder, say: () => {} })
    expect(result).toEqual({ reason: expect.stringContaining(`was ended by SIG${signal}`) })
    expect(existsSync(binaryFolder)).toBe(true)
  })

  it('behavior: a binary that crashes is broken, and deleted', async () => {
    const binaryFolder = cached('kill -SEGV $$')
    await temporalInCache.find({ binaryFolder, say: () => {} })
    expect(existsSync(binaryFolder)).toBe(false)
  })

  it('behavior: a caller that gives up leaves it', async () => {
    const binaryFolder = cached('sleep 60')
    const result = await temporalInCache.find({ binaryFolder, say: () => {}, signal: AbortSignal.abort() })
    expect(result).toEqual({ reason: expect.stringContaining('was stopped') })
    expect(existsSync(binaryFolder)).toBe(true)
  })
})
