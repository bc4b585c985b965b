import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { buildOnce } from '../../../local/cache/buildOnce.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

const root = temporaryFolder()
afterAll(root.remove)

describe('buildOnce', () => {
  it('default', async () => {
    const folder = join(root.path, 'deep', 'default')
    expect(await buildOnce(folder, (temporary) => writeFile(join(temporary, 'thing'), 'built'))).toBe(true)
    expect(readFileSync(join(folder, 'thing'), 'utf8')).toBe('built')
    expect(readdirSync(join(root.path, 'deep'))).toEqual(['default'])
  })

  it('behavior: it is built once, however many ask at the same time', async () => {
    const folder = join(root.path, 'many')
    let builds = 0
    const build = async (temporary: string): Promise<void> => {
      builds += 1
      await new Promise((resolve) => setTimeout(resolve, 300))
      await writeFile(join(temporary, 'thing'), String(builds))
    }
    const built = await Promise.all(Array.from({ length: 5 }, () => buildOnce(folder, build)))
    expect(built.filter(Boolean)).toHaveLength(1)
    expect(builds).toBe(1)
  })

  it('behavior: a build that fails leaves nothing and the next one runs', async () => {
    const folder = join(root.path, 'failing')
    await expect(buildOnce(folder, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
    expect(existsSync(folder)).toBe(false)
    expect(await buildOnce(folder, (temporary) => writeFile(join(temporary, 'thing'), ''))).toBe(true)
  })
})
