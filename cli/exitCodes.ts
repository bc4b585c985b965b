import type { ErrorKind } from '../core/errors/errorKind.js'

interface ExitCode {
  readonly code: number
  readonly meaning: string
}

/** What the exit code of `plimsoll` says, for scripts; shown by `plimsoll --help`. An error's is that of its kind. */
export const EXIT_CODES = {
  ok: { code: 0, meaning: 'done' },
  unexpected: { code: 1, meaning: 'an error that Plimsoll did not foresee (--verbose shows where)' },
  differs: { code: 1, meaning: '`safe batch verify`: a checksum differs' },
  usage: { code: 2, meaning: 'the command line is wrong: unknown command, option or value' },
  configuration: { code: 3, meaning: 'the configuration, or an environment variable that it names, is missing or not valid' },
  chain: { code: 4, meaning: 'the chain cannot be reached, is another one, or its contracts are not those configured' },
  temporal: { code: 5, meaning: 'Temporal cannot be reached, or no worker serves it' },
  notFound: { code: 6, meaning: 'there is no such market, proposal, schedule, report or evidence' },
  refused: { code: 7, meaning: 'refused: a signature, a decision, a second schedule or run of a market, or you said no' },
  failed: { code: 8, meaning: 'a check failed, or the chain does not show what it should' },
  run: { code: 9, meaning: 'a recalibration failed: its data, its models or its sources' },
  local: { code: 10, meaning: 'the local system could not be started' },
  service: { code: 11, meaning: 'the Safe Transaction Service cannot be reached, or refused' },
  interrupted: { code: 130, meaning: 'stopped by SIGINT (Ctrl-C)' },
  terminated: { code: 143, meaning: 'stopped by SIGTERM' },
} as const satisfies Record<ErrorKind, ExitCode> & Record<string, ExitCode>

/** @see EXIT_CODES */
export type ExitName = keyof typeof EXIT_CODES

/** Lay the exit codes out for `--help`. */
export function exitCodeHelp(): string {
  const lines = Object.values(EXIT_CODES).map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)
  return ['Exit codes:', ...lines].join('\n')
}
