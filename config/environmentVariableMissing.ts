import { PlimsollError } from '../core/errors/plimsollError.js'
import { redactMessage } from '../core/redact.js'
import { isRecoveryPhrase, secretKind } from '../core/secretKind.js'

/** An environment variable that the configuration or the command line names is not set. A secret that stands for the name is not shown. */
export class EnvironmentVariableMissing extends PlimsollError {
  readonly code = 'ENVIRONMENT_VARIABLE_MISSING'
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
