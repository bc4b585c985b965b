import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../activities/process/projectRoot.js'
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
      service: 11,
      interrupted: 130,
      terminated: 143,
    })
  })

  it('behavior: every one is in the help', () => {
    for (const { meaning } of Object.values(EXIT_CODES)) expect(exitCodeHelp()).toContain(meaning)
  })
})

/** Folders whose errors can reach the command line. */
const ROOMS = ['activities', 'cli', 'config', 'core', 'local', 'models', 'proposals', 'worker', 'workflows']

/** Every stable error code that a class of the source declares. */
function declaredCodes(): string[] {
  const codes = ROOMS.flatMap((room) =>
    readdirSync(join(projectRoot(), room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const source = readFileSync(join(projectRoot(), room, file), 'utf8')
        return [...source.matchAll(/readonly code = '([A-Z0-9_]+)'/g)].map(([, code = '']) => code)
      }),
  )
  return [...new Set(codes)].sort()
}

describe('exitNameOf', () => {
  it('property: every error code of the source has an exit code of its own kind', () => {
    const codes = declaredCodes()
    expect(codes.length).toBeGreaterThan(100)
    expect(codes.filter((code) => exitNameOf(code) === 'unexpected')).toEqual([])
  })

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
