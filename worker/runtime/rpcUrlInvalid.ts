import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The environment variable of an RPC node holds no URL that can be called. The value itself is never shown. */
export class RpcUrlInvalid extends PlimsollError {
  readonly code = 'RPC_URL_INVALID'

  constructor(readonly variable: string) {
    super({
      shortMessage: `The environment variable ${variable} does not hold an http or https URL.`,
      metaMessages: [`Set it to the address of an Ethereum JSON-RPC node: export ${variable}=https://…`],
    })
  }
}
