import { PlimsollError } from '../core/errors/plimsollError.js'
import { isRecoveryPhrase, redactMessage, secretKind } from '../core/redact.js'

/** The configuration file is not there, or may not be read. */
export class ConfigFileUnreadable extends PlimsollError {
  readonly code = 'CONFIG_FILE_UNREADABLE'
  readonly kind = 'configuration'
  readonly file: string

  constructor(file: string, cause: unknown) {
    const { code } = cause as NodeJS.ErrnoException
    super({
      shortMessage: `The configuration file ${file} cannot be read: ${code ?? String(cause)}.`,
      metaMessages: ['Name an existing file, or start from a copy of examples/local.yaml or examples/ethereum-mainnet.yaml.'],
      cause,
    })
    this.file = file
  }
}

/** The configuration file holds what looks like a secret. The value is never repeated. */
export class ConfigHoldsSecret extends PlimsollError {
  readonly code = 'CONFIG_HOLDS_SECRET'
  readonly kind = 'configuration'
  readonly file: string
  readonly path: string
  readonly line: number

  constructor(file: string, { path, line, looksLike }: { path: string; line: number; looksLike: string }) {
    super({
      shortMessage: `${file}:${line}: ${path} looks like ${looksLike}, and the configuration must hold no secret.`,
      metaMessages: [
        'Put the value into an environment variable and write the NAME of the variable here.',
        'If the file was shared or committed, take the key out of use: it is no longer a secret.',
      ],
    })
    this.file = file
    this.path = path
    this.line = line
  }
}

/** One thing wrong with a configuration file. */
export interface ConfigProblem {
  /** Keys and indices from the root, joined by dots; empty for the file as a whole. */
  readonly path: string
  /** Counted from 1. */
  readonly line: number
  /** What is wrong, the value and the limit. */
  readonly message: string
  /** What to write instead, or null. */
  readonly hint: string | null
}

/** The configuration file has unknown keys, missing keys or values out of their limits. */
export class ConfigInvalid extends PlimsollError {
  readonly code = 'CONFIG_INVALID'
  readonly kind = 'configuration'
  readonly file: string
  readonly problems: readonly ConfigProblem[]

  constructor(file: string, problems: readonly ConfigProblem[]) {
    super({
      shortMessage: `The configuration file ${file} is not valid: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
      metaMessages: problems.map(
        ({ path, line, message, hint }) =>
          `${file}:${line}: ${path || '(whole file)'} ${message}${hint === null ? '.' : hint.endsWith('?') ? `; ${hint}` : `; ${hint}.`}`,
      ),
    })
    this.file = file
    this.problems = problems
  }
}

/** The configuration file is not one YAML document. */
export class ConfigSyntaxInvalid extends PlimsollError {
  readonly code = 'CONFIG_SYNTAX_INVALID'
  readonly kind = 'configuration'
  readonly file: string
  /** Line of the first problem, counted from 1. */
  readonly line: number

  constructor(file: string, problems: readonly { readonly line: number; readonly column: number; readonly message: string }[]) {
    super({
      shortMessage: `The configuration file ${file} is not valid YAML: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
      metaMessages: [
        ...problems.slice(0, 10).map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`),
        'Mind the indentation (spaces, never tabs) and quote texts that hold ": " or begin with a sign.',
      ],
    })
    this.file = file
    this.line = problems[0]?.line ?? 1
  }
}

/** An environment variable that the configuration or the command line names is not set. A secret that stands for the name is not shown. */
export class EnvironmentVariableMissing extends PlimsollError {
  readonly code = 'ENVIRONMENT_VARIABLE_MISSING'
  readonly kind = 'configuration'
  /** Its name; shortened where a secret stood for the name. */
  readonly variable: string

  constructor(variable: string) {
    const kind = secretKind(variable)
    const shown = isRecoveryPhrase(variable) ? '…' : redactMessage(variable)
    super(
      kind === null
        ? {
            shortMessage: `The environment variable ${shown} is not set, or is empty.`,
            metaMessages: [`Set it for this process (export ${shown}=…), or name another variable in the configuration.`],
          }
        : {
            shortMessage: `The NAME of an environment variable belongs here, and ${shown} looks like ${kind}.`,
            metaMessages: [
              'Put the value into an environment variable, and give the name of that variable, such as OWNER_KEY.',
              'If others can read this screen, this command line or the history of the shell, take the key out of use.',
            ],
          },
    )
    this.variable = shown
  }
}

/** Temporal's own settings, in the environment or in its profile file, cannot be taken as they are. */
export class TemporalSettingsInvalid extends PlimsollError {
  readonly code = 'TEMPORAL_SETTINGS_INVALID'
  readonly kind = 'configuration'

  /**
   * @param problem - a sentence that says what is wrong, without a value that may be secret
   * @param remedy - a sentence that says what to write
   */
  constructor(problem: string, remedy: string) {
    super({ shortMessage: problem, metaMessages: [remedy] })
  }
}
