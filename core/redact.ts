// A path keeps one slash of a URL that is joined to it. Addresses of source files are no secret.
const URL_PATTERN = /\b(?:(?!file:)[a-z][a-z0-9+.-]*:\/\/|(?:https?|wss?|grpc):\/)[^\s"'<>)\]}]+/gi
/** An address with a host, and nothing else. To `URL`, `word:word` is one too. */
const ADDRESS = /^(?!file:)[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]}]+$/i
// An account's address has 40 digits; what is longer may be a key, whole or cut off.
const LONG_HEX = /(?:0x)?[0-9a-f]{41,}/gi
const SHOWN_DIGITS = 8

/**
 * Keep the scheme and host of every URL in a text and drop user, path and query, where providers put their keys.
 *
 * @example redactUrls('GET https://eth.example.com/v2/secret failed') // 'GET https://eth.example.com/… failed'
 */
export function redactUrls(text: string): string {
  return text.replace(URL_PATTERN, (url) => {
    try {
      const { protocol, host, pathname, search, username, hash } = new URL(url)
      const isBare = (pathname === '/' || pathname === '') && search === '' && username === '' && hash === ''
      return isBare ? `${protocol}//${host}` : `${protocol}//${host}/…`
    } catch {
      return '[url]'
    }
  })
}

/**
 * Shorten every hexadecimal number that is longer than an account's address to its first eight digits.
 *
 * @param isKept - whether a run of digits, in lower case and without `0x`, stays whole
 * @example shortenHex(`no variable 0x${'ab'.repeat(32)}`) // 'no variable 0xabababab…'
 */
export function shortenHex(text: string, isKept: (digits: string) => boolean = () => false): string {
  return text.replace(LONG_HEX, (run) => {
    const prefix = /^0x/i.test(run) ? 2 : 0
    return isKept(run.slice(prefix).toLowerCase()) ? run : `${run.slice(0, prefix + SHOWN_DIGITS)}…`
  })
}

/** Drop every secret that is known by value, and redact URLs, in a text that leaves the process. */
export function redact(text: string, secrets: readonly string[] = []): string {
  return redactUrls(withoutSecrets(text, secrets))
}

/** As `redact`, and shorten every number that may be a key: for messages, where no whole hash is the answer. */
export function redactMessage(text: string, secrets: readonly string[] = []): string {
  return shortenHex(redact(text, secrets))
}

/** Drop every secret that is known by value; of a URL its scheme and host stay. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let out = text
  for (const secret of secrets) {
    if (secret.length < 6) continue
    out = out.replaceAll(secret, ADDRESS.test(secret) ? redactUrls(secret) : '[redacted]')
  }
  return out
}

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
