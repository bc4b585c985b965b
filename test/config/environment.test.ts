import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { cacheDir, environment, isContinuousIntegration, secret } from '../../config/environment.js'
import { EnvironmentVariableMissing } from '../../config/errors.js'

const names = ['PLIMSOLL_TEST_VALUE', 'PLIMSOLL_CACHE_DIR', 'XDG_CACHE_HOME', 'LOCALAPPDATA', 'CI']
let saved: (string | undefined)[]

beforeEach(() => {
  saved = names.map((name) => process.env[name])
  for (const name of names) delete process.env[name]
})

afterEach(() => {
  names.forEach((name, i) => {
    const value = saved[i]
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  })
})

describe('environment', () => {
  it('default', () => {
    process.env.PLIMSOLL_TEST_VALUE = ' value '
    expect(environment('PLIMSOLL_TEST_VALUE')).toBe('value')
  })

  it('behavior: empty and blank count as not set', () => {
    expect(environment('PLIMSOLL_TEST_VALUE')).toBeUndefined()
    process.env.PLIMSOLL_TEST_VALUE = '  '
    expect(environment('PLIMSOLL_TEST_VALUE')).toBeUndefined()
  })
})

describe('secret', () => {
  it('default', () => {
    process.env.PLIMSOLL_TEST_VALUE = '0xabc'
    expect(secret('PLIMSOLL_TEST_VALUE')).toBe('0xabc')
  })

  it('error: EnvironmentVariableMissing', () => {
    expect(() => secret('PLIMSOLL_TEST_VALUE')).toThrow(EnvironmentVariableMissing)
    expect(() => secret('PLIMSOLL_TEST_VALUE')).toThrow(/PLIMSOLL_TEST_VALUE is not set[\s\S]*export PLIMSOLL_TEST_VALUE=/)
    expect(new EnvironmentVariableMissing('A').code).toBe('ENVIRONMENT_VARIABLE_MISSING')
  })
})

describe('cacheDir', () => {
  it('default', () => {
    expect(cacheDir('linux')).toBe(join(homedir(), '.cache', 'plimsoll'))
    expect(cacheDir('darwin')).toBe(join(homedir(), 'Library', 'Caches', 'plimsoll'))
    process.env.LOCALAPPDATA = join(homedir(), 'x')
    expect(cacheDir('win32')).toBe(join(homedir(), 'x', 'plimsoll', 'Cache'))
  })

  it('behavior: XDG_CACHE_HOME where it is absolute', () => {
    process.env.XDG_CACHE_HOME = '/somewhere'
    expect(cacheDir('linux')).toBe('/somewhere/plimsoll')
    process.env.XDG_CACHE_HOME = 'relative'
    expect(cacheDir('linux')).toBe(join(homedir(), '.cache', 'plimsoll'))
  })

  it('behavior: PLIMSOLL_CACHE_DIR before all, made absolute', () => {
    process.env.XDG_CACHE_HOME = '/somewhere'
    process.env.PLIMSOLL_CACHE_DIR = '/here'
    expect(cacheDir('darwin')).toBe('/here')
    process.env.PLIMSOLL_CACHE_DIR = 'here'
    expect(cacheDir('linux')).toBe(join(process.cwd(), 'here'))
  })
})

describe('isContinuousIntegration', () => {
  it('default', () => {
    expect(isContinuousIntegration()).toBe(false)
    for (const [value, expected] of [
      ['true', true],
      ['1', true],
      ['false', false],
      ['0', false],
    ] as const) {
      process.env.CI = value
      expect(isContinuousIntegration()).toBe(expected)
    }
  })
})
