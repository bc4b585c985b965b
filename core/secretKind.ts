/**
 * Tell like which secret a text looks: a private key, a recovery phrase, or an address that may hold a key.
 *
 * @param isProse - whether the text is written for people and may name a web page
 * @returns the kind in words with its article, or null
 */
export function secretKind(text: string, isProse = false): string | null {
  if (/(?<![0-9a-fA-F])(0x)?([0-9a-fA-F]{64}|[0-9a-fA-F]{128})(?![0-9a-fA-F])/.test(text)) return 'a private key'
  if (/\b[a-z]+:\/\/[^/\s]+@/i.test(text)) return 'a URL with a password'
  if (isProse) return null
  if (/\b(https?|wss?):\/\//i.test(text)) return 'a URL, which may hold a key'
  return isRecoveryPhrase(text) ? 'a recovery phrase' : null
}

/** Tell whether a text has the form of a BIP-39 recovery phrase in English: 12 to 24 words of 3 to 8 letters. */
export function isRecoveryPhrase(text: string): boolean {
  const words = text.trim().split(/\s+/)
  return [12, 15, 18, 21, 24].includes(words.length) && words.every((word) => /^[a-z]{3,8}$/.test(word))
}
