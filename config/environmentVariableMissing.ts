import { PlimsollError } from '../core/errors/plimsollError.js'

/** An environment variable that the configuration names is not set. */
export class EnvironmentVariableMissing extends PlimsollError {
  readonly code = 'ENVIRONMENT_VARIABLE_MISSING'
  readonly variable: string

  constructor(variable: string) {
    super({
      shortMessage: `The environment variable ${variable} is not set, or is empty.`,
      metaMessages: [`Set it for this process (export ${variable}=…), or name another variable in the configuration.`],
    })
    this.variable = variable
  }
}
