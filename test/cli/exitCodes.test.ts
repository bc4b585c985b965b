import { describe, expect, it } from '@jest/globals'
import { EXIT_CODES, exitCodeHelp } from '../../cli/exitCodes.js'
import { exitNameOf } from '../../cli/exitNameOf.js'

describe('EXIT_CODES', () => {
  it('behavior: stable, since scripts depend on them', () => {
    expect(Object.fromEntries(Object.entries(EXIT_CODES).map(([name, { code }]) => [name, code]))).toEqual({
      ok: 0,
      unexpected: 1,
      differs: 1,
      usage: 2,
      configuration: 3,
      chain: 4,
      temporal: 5,
      notFound: 6,
      refused: 7,
      failed: 8,
      run: 9,
      local: 10,
      interrupted: 130,
    })
  })

  it('behavior: every one is in the help', () => {
    for (const { meaning } of Object.values(EXIT_CODES)) expect(exitCodeHelp()).toContain(meaning)
  })
})

describe('exitNameOf', () => {
  it.each([
    ['CONFIG_INVALID', 'configuration'],
    ['WRONG_CHAIN', 'chain'],
    ['TEMPORAL_UNREACHABLE', 'temporal'],
    ['PROPOSAL_NOT_FOUND', 'notFound'],
    ['ALREADY_SIGNED', 'refused'],
    ['SAFE_HASH_MISMATCH', 'failed'],
    ['PORT_UNAVAILABLE', 'local'],
    ['NO_SUCH_CODE', 'unexpected'],
  ])('default: %s is %s', (code, exit) => {
    expect(exitNameOf(code)).toBe(exit)
  })
})
