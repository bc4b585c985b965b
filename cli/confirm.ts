import { PlimsollError } from '../core/errors/plimsollError.js'
import type { Session } from './session.js'

/** Nobody is there to be asked, and `--yes` was not given. */
export class ConfirmationNeeded extends PlimsollError {
  readonly code = 'CONFIRMATION_NEEDED'
  readonly kind = 'usage'

  constructor(question: string) {
    super({
      shortMessage: `${question} Nobody can answer: this is not a terminal.`,
      metaMessages: ['Nothing was signed. Read the text above, then give --yes.'],
    })
  }
}

/** The user was asked and did not say yes. */
export class NotConfirmed extends PlimsollError {
  readonly code = 'NOT_CONFIRMED'
  readonly kind = 'refused'

  constructor() {
    super({ shortMessage: 'You did not say yes. Nothing was signed.' })
  }
}

/**
 * Ask the user before a key is used.
 *
 * @throws {ConfirmationNeeded} when there is no terminal
 * @throws {NotConfirmed} when the answer is anything but yes
 */
export async function confirm({ terminal }: Session, question: string, isSaidAlready: boolean): Promise<void> {
  if (isSaidAlready) return
  if (!terminal.isInteractive) throw new ConfirmationNeeded(question)
  const answer = await terminal.ask(`${question} [yes/no] `)
  if (!/^y(es)?$/i.test(answer.trim())) throw new NotConfirmed()
}
