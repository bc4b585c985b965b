import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { loadedLater, loadedPackages } from '../support/importGraph.js'

const at = (...path: string[]) => join(projectRoot(), ...path)

/** Packages that take a tenth of a second and more to load. */
const HEAVY = [
  ...['@temporalio/worker', '@temporalio/testing', '@temporalio/activity', '@safe-global/protocol-kit', '@safe-global/api-kit'],
  ...['ccxt', 'piscina', 'pino'],
]

function heavyOf(entries: readonly string[]): Record<string, readonly string[]> {
  const loaded = loadedPackages(entries)
  return Object.fromEntries(HEAVY.flatMap((name) => (loaded.has(name) ? [[name, loaded.get(name) ?? []]] : [])))
}

describe('what a command loads', () => {
  it('default: the walk finds what is loaded', () => {
    expect([...loadedPackages([at('worker', 'startWorker.ts')]).keys()]).toEqual(
      expect.arrayContaining(['@temporalio/worker', '@temporalio/client', 'piscina', 'viem', 'zod']),
    )
  })

  it('behavior: the program itself loads nothing of Temporal, of the chain or of a venue', () => {
    expect(heavyOf([at('cli', 'main.ts')])).toEqual({})
    expect(loadedPackages([at('cli', 'main.ts')]).has('@temporalio/client')).toBe(false)
  })

  it('behavior: proposal verify loads no worker, no kit of the Safe and no venue, with Temporal asked or not', () => {
    const verify = at('cli', 'commands', 'proposal', 'verify.ts')
    expect(heavyOf([verify, at('cli', 'session.ts')])).toEqual({})
    expect(loadedPackages([verify]).has('@temporalio/client')).toBe(false)
    const later = [...loadedLater(verify), ...loadedLater(at('cli', 'session.ts'))]
    expect(later.length).toBeGreaterThan(4)
    expect(heavyOf(later)).toEqual({})
  })
})
