import { CommanderError } from 'commander'
import type { Environment } from '../config/environment.js'
import { EXIT_CODES } from './exitCodes.js'
import type { Outcome } from './outcome.js'
import { createDiscretion, type Discretion } from './output/discretion.js'
import { inEveryString } from './output/printable.js'
import { createProgram } from './program.js'
import { createSession, type Session } from './session.js'
import type { Terminal } from './terminal.js'

/**
 * Run one command line to its end and print its outcome.
 *
 * With `--json`, stdout gets exactly one JSON document: the outcome, or `{error: {code, message, details}}`.
 *
 * What was typed in, the secrets of the environment and addresses never leave in full: every text goes through one door.
 *
 * @param argv - arguments without the node binary and the script
 * @param crashed - rejects with an error that nothing caught; never by default
 * @returns exit code, one of `EXIT_CODES`
 */
export async function runCli(input: {
  argv: readonly string[]
  terminal: Terminal
  environment: Environment
  version: string
  crashed?: Promise<never>
}): Promise<number> {
  const { argv, environment, version, crashed = new Promise<never>(() => {}) } = input
  const discretion = createDiscretion(argv, environment)
  const terminal = discretion.guard(input.terminal)
  const end = argv.indexOf('--')
  const flags = end < 0 ? argv : argv.slice(0, end)
  const isJson = flags.includes('--json')
  const help: string[] = []
  let session: Session | undefined
  let outcome: Outcome | undefined

  const program = createProgram(
    {
      begin: (options) => {
        session = createSession({ terminal, environment, discretion, version }, options)
        return session
      },
      finish: (found) => {
        outcome = found
      },
    },
    { writeOut: (text) => void help.push(text), writeErr: (text) => void help.push(text) },
    version,
  )
  try {
    await Promise.race([program.parseAsync(argv, { from: 'user' }), crashed])
    if (outcome !== undefined) print(terminal, discretion, outcome, isJson)
    return EXIT_CODES[outcome?.exit ?? 'ok'].code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      const text = help.join('').trimEnd()
      print(terminal, discretion, { text, json: error.code === 'commander.version' ? { version } : { help: text } }, isJson)
      return EXIT_CODES.ok.code
    }
    return await printError(terminal, error, {
      isJson,
      isVerbose: flags.includes('--verbose'),
      discretion,
      help: help.join(''),
    })
  } finally {
    await session?.close()
  }
}

function print(terminal: Terminal, { answer }: Discretion, { text, json }: Outcome, isJson: boolean): void {
  // Before quotes and line breaks are escaped.
  if (isJson) terminal.writeOut(`${JSON.stringify(inEveryString(json, answer), null, 2)}\n`)
  else if (text !== '') terminal.writeOut(`${text}\n`)
}

async function printError(
  terminal: Terminal,
  error: unknown,
  { isJson, isVerbose, discretion, help }: { isJson: boolean; isVerbose: boolean; discretion: Discretion; help: string },
): Promise<number> {
  const { describeError } = await import('./output/describeError.js')
  // Commander asks for help by an error where a command group was given without a command.
  const isGroup = error instanceof CommanderError && error.code === 'commander.help'
  const described = describeError(error, discretion)
  const { exit, code, message, details } = isGroup
    ? { ...described, message: 'Name one of the commands.', details: ['See them with --help.'] }
    : described
  if (isJson) terminal.writeOut(`${JSON.stringify({ error: { code, message, details } }, null, 2)}\n`)
  else if (isGroup) terminal.writeErr(help)
  else terminal.writeErr(`error: ${message}\n${details.map((line) => `  ${line}\n`).join('')}`)
  if (isVerbose && error instanceof Error) terminal.writeErr(`${discretion.message(stacks(error))}\n`)
  return EXIT_CODES[exit].code
}

function stacks(error: Error): string {
  const own = error.stack ?? error.message
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own
}
