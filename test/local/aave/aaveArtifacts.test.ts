import { describe, expect, it } from '@jest/globals'
import { cacheDir } from '../../../config/environment.js'
import { aaveArtifacts, ContractCompilationFailed } from '../../../local/aave/aaveArtifacts.js'
import { linkBytecode } from '../../../local/chain/contractArtifact.js'

describe('aaveArtifacts', () => {
  it('default', async () => {
    const artifacts = await aaveArtifacts({ cacheFolder: cacheDir() })
    expect(artifacts.key).toMatch(/^[0-9a-f]{16}$/)
    expect(Object.keys(artifacts.get('PoolInstance').linkReferences).length).toBeGreaterThan(0)
  })

  it('behavior: the second time it is there, and nothing is said', async () => {
    const lines: string[] = []
    await aaveArtifacts({ cacheFolder: cacheDir(), say: (line) => lines.push(line) })
    expect(lines).toEqual([])
  })

  it('error: an unknown contract is named with those that there are', async () => {
    const artifacts = await aaveArtifacts({ cacheFolder: cacheDir() })
    expect(() => artifacts.get('PoolInstanceV9')).toThrow(/PoolInstanceV9.*ACLManager/)
  })
})

describe('ContractCompilationFailed', () => {
  it('default', () => {
    const error = new ContractCompilationFailed('Aave v3.6', 'Source not found')
    expect(error.code).toBe('CONTRACT_COMPILATION_FAILED')
    expect(error.message).toMatch(/Source not found[\s\S]*npm install/)
  })
})

describe('linkBytecode', () => {
  it('error: a library without an address is named', async () => {
    const artifacts = await aaveArtifacts({ cacheFolder: cacheDir() })
    expect(() => linkBytecode(artifacts.get('PoolInstance'))).toThrow(/has no address/)
  })
})
