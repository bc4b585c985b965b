import { describe, expect, it } from '@jest/globals'
import { resolveTemporal, TemporalServerUnavailable } from '../../../local/temporal/resolveTemporal.js'
import type { TemporalSource } from '../../../local/temporal/temporalSources.js'

const nothing: TemporalSource = { name: 'a way', find: async () => ({ reason: 'closed for repairs' }) }
const found: TemporalSource = { name: 'another way', find: async ({ binaryFolder }) => ({ path: `${binaryFolder}/temporal` }) }

describe('resolveTemporal', () => {
  it('default', async () => {
    const lines: string[] = []
    const resolved = await resolveTemporal({ cacheFolder: '/cache', sources: [nothing, found], say: (line) => lines.push(line) })
    expect(resolved).toEqual({ kind: 'binary', path: '/cache/temporal-cli-1.5.1/temporal', source: 'another way' })
    expect(lines).toEqual(['Temporal: not from a way: closed for repairs.', 'Temporal: using another way.'])
  })

  it('behavior: an address ends the search', async () => {
    const resolved = await resolveTemporal({ address: 'cluster:7233', cacheFolder: '/cache', sources: [found] })
    expect(resolved).toEqual({ kind: 'address', address: 'cluster:7233' })
  })

  it('error: TemporalServerUnavailable lists what was tried and the remedies', async () => {
    const search = resolveTemporal({ cacheFolder: '/cache', sources: [nothing, { ...nothing, name: 'a detour' }] })
    await expect(search).rejects.toThrow(TemporalServerUnavailable)
    await expect(search).rejects.toMatchObject({
      code: 'TEMPORAL_SERVER_UNAVAILABLE',
      attempts: ['TEMPORAL_ADDRESS: not set', 'a way: closed for repairs', 'a detour: closed for repairs'],
    })
    await expect(search).rejects.toThrow(/set TEMPORAL_ADDRESS[\s\S]*install the Temporal CLI[\s\S]*install Go/)
  })
})
