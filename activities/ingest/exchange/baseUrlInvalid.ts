import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The environment variable that a source names for another API address is not set, or holds no http(s) URL. */
export class BaseUrlInvalid extends PlimsollError {
  readonly code = 'BASE_URL_INVALID'
  readonly variable: string

  constructor(source: string, variable: string, problem: 'is not set' | 'holds no http or https URL') {
    super({
      shortMessage: `The environment variable ${variable}, which the source "${source}" takes its base URL from, ${problem}.`,
      metaMessages: [`Set it to an address such as http://127.0.0.1:8080, or remove baseUrlEnv from the source.`],
    })
    this.variable = variable
  }
}
