import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readBacktest } from '../../../activities/backtest/readBacktest.js'
import { backtestResult } from '../../support/backtestResult.js'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-backtest-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function stored(text: string): Promise<string> {
  const file = join(folder, 'backtest.json')
  await writeFile(file, text)
  return file
}

describe('readBacktest', () => {
  it('default', async () => {
    const result = backtestResult()
    expect(await readBacktest(await stored(JSON.stringify(result)), result.market)).toEqual(result)
  })

  it('error: BacktestUnreadable for no file, no JSON, no backtest, another market', async () => {
    const refused = (reason: RegExp) => ({ code: 'BACKTEST_UNREADABLE', shortMessage: expect.stringMatching(reason) })
    const result = backtestResult()
    await expect(readBacktest(join(folder, 'none.json'), result.market)).rejects.toMatchObject(refused(/the file is missing/))
    await expect(readBacktest(await stored('{'), result.market)).rejects.toMatchObject(refused(/not JSON/))
    const version = await stored(JSON.stringify({ ...result, version: 2 }))
    await expect(readBacktest(version, result.market)).rejects.toMatchObject(refused(/version/))
    await expect(readBacktest(await stored(JSON.stringify(result)), 'other')).rejects.toMatchObject(
      refused(/is of .*, not of other/),
    )
  })
})
