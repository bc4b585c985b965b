const URL_PATTERN = /\b(https?|wss?|grpc):\/\/[^\s"'<>)\]}]+/gi

/**
 * Keep the scheme and host of every URL in a text and drop user, path and query, where providers put their keys.
 *
 * @example redactUrls('GET https://eth.example.com/v2/secret failed') // 'GET https://eth.example.com/… failed'
 */
export function redactUrls(text: string): string {
  return text.replace(URL_PATTERN, (url) => {
    try {
      const { protocol, host, pathname, search, username } = new URL(url)
      const isBare = (pathname === '/' || pathname === '') && search === '' && username === ''
      return isBare ? `${protocol}//${host}` : `${protocol}//${host}/…`
    } catch {
      return '[url]'
    }
  })
}

/** Drop every secret that is known by value, and redact URLs, in a text that leaves the process. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let out = text
  for (const secret of secrets) if (secret.length >= 6) out = out.replaceAll(secret, '[redacted]')
  return redactUrls(out)
}
