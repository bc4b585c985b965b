import { describe, expect, it } from '@jest/globals'
import { checksFor } from '../../../proposals/checks/registry.js'
import { runChecks } from '../../../proposals/checks/runChecks.js'
import { context } from '../support/fixture.js'

const checks = checksFor(context.proposal)

describe('runChecks', () => {
  it('default', () => {
    const results = runChecks(context)
    expect(results.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(results.map(({ check }) => check)).toEqual(checks.map(({ name }) => name))
  })

  it('behavior: names are unique, in kebab case, and every check asks a question', () => {
    expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length)
    for (const { name, question } of checks) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(question).toMatch(/\?$/)
    }
  })

  it('error: a target that this build lacks is one failed check, and no other is asked', () => {
    const unknown = { ...context, proposal: { ...context.proposal, target: 'comet' } }
    expect(runChecks(unknown)).toEqual([
      { check: 'known-target', severity: 'error', message: 'The check could not be made: There is no target "comet".' },
    ])
  })

  it('error: a check that cannot be made counts as failed, and no URL gets out', () => {
    const broken = {
      name: 'broken',
      question: 'Does it break?',
      run: () => {
        throw new Error('GET https://node.example/v2/secret-key failed')
      },
    }
    expect(runChecks(context, [broken])).toEqual([
      { check: 'broken', severity: 'error', message: 'The check could not be made: Error: GET https://node.example/… failed' },
    ])
  })
})
