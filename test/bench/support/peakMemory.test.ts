import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { runToEnd } from '../../../local/process/runToEnd.js'
import { PATIENCE_MS } from '../../support/until.js'

const peakMemory = pathToFileURL(join(projectRoot(), 'bench', 'support', 'peakMemory.mjs')).href

async function peakMb(program: string): Promise<number> {
  const { output } = await runToEnd(process.execPath, ['--import', peakMemory, '--eval', program], { timeoutMs: PATIENCE_MS })
  return Number(output.match(/peak resident memory (\d+) kB/)?.[1]) / 1_000
}

describe('peakMemory', () => {
  it('default: tells the peak, of memory that was given back too, and nothing of the process that started it', async () => {
    const idle = await peakMb('')
    const held = await peakMb('Buffer.alloc(200e6, 1)')
    expect(idle).toBeLessThan(100)
    expect(held - idle).toBeGreaterThan(150)
    expect(held - idle).toBeLessThan(250)
  })
})
