import { CommanderError } from 'commander'
import type { Environment } from '../worker/runtime/marketRuntimes.js'
import { EXIT_CODES } from './exitCodes.js'
import type { Outcome } from './outcome.js'
import { redact } from '../core/redact.js'
import { createProgram } from './program.js'
import { createSession, type Session } from './session.js'
import type { Terminal } from './terminal.js'

/**
 * Run one command line to its end and print its outcome.
 *
 * With `--json`, stdout gets exactly one JSON document: the outcome, or `{error: {code, message, details}}`.
 *
 * @param argv - arguments without the node binary and the script
 * @returns exit code, one of `EXIT_CODES`
 */
export async function runCli(input: {
  argv: readonly string[]
  terminal: Terminal
  environment: Environment
  version: string
}): Promise<number> {
  const { argv, terminal, environment, version } = input
  const end = argv.indexOf('--')
  const flags = end < 0 ? argv : argv.slice(0, end)
  const isJson = flags.includes('--json')
  const help: string[] = []
  let session: Session | undefined
  let outcome: Outcome | undefined

  const program = createProgram(
    {
      begin: (options) => {
        session = createSession(terminal, environment, options)
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
    await program.parseAsync(argv, { from: 'user' })
    if (outcome !== undefined) print(terminal, outcome, isJson)
    return EXIT_CODES[outcome?.exit ?? 'ok'].code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      const text = help.join('').trimEnd()
      print(terminal, { text, json: error.code === 'commander.version' ? { version } : { help: text } }, isJson)
      return EXIT_CODES.ok.code
    }
    return await printError(terminal, error, {
      isJson,
      isVerbose: flags.includes('--verbose'),
      secrets: session?.secrets ?? [],
      help: help.join(''),
    })
  } finally {
    await session?.close()
  }
}

function print(terminal: Terminal, { text, json }: Outcome, isJson: boolean): void {
  if (isJson) terminal.writeOut(`${JSON.stringify(json, null, 2)}\n`)
  else if (text !== '') terminal.writeOut(`${text}\n`)
}

async function printError(
  terminal: Terminal,
  error: unknown,
  { isJson, isVerbose, secrets, help }: { isJson: boolean; isVerbose: boolean; secrets: readonly string[]; help: string },
): Promise<number> {
  const { describeError } = await import('./output/describeError.js')
  // Commander asks for help by an error where a command group was given without a command.
  const isGroup = error instanceof CommanderError && error.code === 'commander.help'
  const described = describeError(error, secrets)
  const { exit, code, message, details } = isGroup
    ? { ...described, message: 'Name one of the commands.', details: ['See them with --help.'] }
    : described
  if (isJson) terminal.writeOut(`${JSON.stringify({ error: { code, message, details } }, null, 2)}\n`)
  else if (isGroup) terminal.writeErr(help)
  else terminal.writeErr(`error: ${message}\n${details.map((line) => `  ${line}\n`).join('')}`)
  if (isVerbose && error instanceof Error) terminal.writeErr(`${redact(stacks(error), secrets)}\n`)
  return EXIT_CODES[exit].code
}

function stacks(error: Error): string {
  const own = error.stack ?? error.message
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own
}
