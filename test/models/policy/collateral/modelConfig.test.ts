import { describe, expect, it } from '@jest/globals'
import { modelConfigSchema } from '../../../../models/policy/modelConfig.js'

const issues = (input: unknown) =>
  modelConfigSchema.safeParse(input).error?.issues.map(({ path, message }) => [path.join('.'), message])

describe('modelConfigSchema', () => {
  it('default: every key has one', () => {
    expect(modelConfigSchema.parse(undefined)).toEqual(modelConfigSchema.parse({}))
    expect(modelConfigSchema.parse({})).toMatchObject({
      volatilityModels: ['logHar', 'riskMetrics2006'],
      tailEstimator: 'blended',
      correlationEstimator: 'ewma',
    })
  })

  it('error: a model that is none, or twice the same', () => {
    expect(issues({ volatilityModels: ['gjrT', 'gjrT'] })).toEqual([['volatilityModels', 'names a model twice']])
    expect(issues({ volatilityModels: [] })).toHaveLength(1)
    expect(issues({ volatilityModels: ['har'] })?.[0]?.[0]).toBe('volatilityModels.0')
    expect(issues({ tailEstimator: 'garch' })?.[0]?.[0]).toBe('tailEstimator')
  })

  it('error: a Pareto tail for losses that it does not describe', () => {
    expect(issues({ tailEstimator: 'mcNeilFrey', protectionProbability: 0.8 })).toEqual([
      ['tailEstimator', expect.stringContaining('at least 0.9')],
    ])
    expect(issues({ tailEstimator: 'mcNeilFrey' })).toBeUndefined()
  })
})
