import { InvalidArgumentError } from 'commander'
import { secretKind } from '../../core/redact.js'

/**
 * Read a text that is kept and shown to others, such as a note.
 *
 * @throws {InvalidArgumentError} when it holds what may be a private key or a password: it could not be taken back
 */
export function parseWords(text: string): string {
  const kind = secretKind(text, true)
  if (kind === null) return text
  throw new InvalidArgumentError(
    `It holds what looks like ${kind}, and is kept where others read it. Leave it out, or write the first digits of a hash.`,
  )
}
