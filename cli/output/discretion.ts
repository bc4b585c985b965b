import { isRecoveryPhrase, redact, redactMessage, redactUrls, shortenHex, withoutSecrets } from '../../core/redact.js'
import type { Environment } from '../../config/environment.js'
import type { Terminal } from '../terminal.js'

/** Variables that lead to files and servers, which somebody may set to a key by mistake. */
const LEADING_VARIABLES = [
  'PLIMSOLL_CONFIG',
  'PLIMSOLL_CACHE_DIR',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_CONFIG_FILE',
]
const TYPED_HEX = /(?:0x)?([0-9a-f]{41,})/gi
/** Shortest part of an address that is taken for a key by itself, where it has a digit too. */
const KEY_LENGTH = 16

/** What one run of the command line must not print, and how its texts are made free of it. */
export interface Discretion {
  /** Values that leave in no text. */
  readonly secrets: readonly string[]
  readonly keepSecret: (value: string) => void
  /** Let the typed hashes in a text be printed whole: something that others know has them as its id or name. */
  readonly publish: (text: string) => void
  /** Clean what was asked for: hashes stay, but for those that were typed in. */
  readonly answer: (text: string) => string
  /** Clean an error, a log line or a note: every long number and every address is shortened. */
  readonly message: (text: string) => string
  /** Tell whether a text holds a long number that was typed in. */
  readonly holdsTyped: (text: string) => boolean
  /** Clean whatever is written, as an answer: the last door. */
  readonly guard: (terminal: Terminal) => Terminal
}

/**
 * Note what was typed in: a key that stands where something else belongs must not come back.
 *
 * @param argv - arguments without the node binary and the script
 */
export function createDiscretion(argv: readonly string[], environment: Environment): Discretion {
  const typed = [...argv, ...LEADING_VARIABLES.flatMap((name) => environment(name) ?? [])]
  const typedHex = new Set(typed.flatMap((word) => [...word.matchAll(TYPED_HEX)].map(([, digits = '']) => digits.toLowerCase())))
  const addresses = typed.flatMap(typedAddress)
  const phrases = typed.map((word) => word.replace(/^--[a-z-]+=/, '').trim()).filter(isRecoveryPhrase)
  const secrets: string[] = []

  const withoutAddresses = (text: string) => {
    let out = text
    for (const { address, keys } of addresses) {
      out = out.replaceAll(address, redactUrls(address))
      for (const key of keys) out = out.replaceAll(key, '…')
    }
    const hosts = addresses.map(({ host }) => host)
    return hosts.length === 0 || !hosts.some((host) => out.includes(host)) ? out : redactUrls(out)
  }
  const answer = (text: string) => shortenHex(withoutAddresses(withoutSecrets(text, secrets)), (digits) => !typedHex.has(digits))
  const message = (text: string) => {
    let out = withoutAddresses(text)
    for (const phrase of phrases) out = out.replaceAll(phrase, '[redacted]')
    return redactMessage(out, secrets)
  }
  return {
    secrets,
    keepSecret: (value) => void secrets.push(value),
    publish: (text) => {
      for (const [, digits = ''] of text.matchAll(TYPED_HEX)) typedHex.delete(digits.toLowerCase())
    },
    answer,
    message,
    holdsTyped: (text) => [...text.matchAll(TYPED_HEX)].some(([, digits = '']) => typedHex.has(digits.toLowerCase())),
    guard: (terminal) => ({
      ...terminal,
      writeOut: (text) => terminal.writeOut(answer(text)),
      writeErr: (text) => terminal.writeErr(answer(text)),
      ask: (question) => terminal.ask(answer(question)),
    }),
  }
}

/** An address in a typed word, its host, and those of its parts that look like keys. */
interface TypedAddress {
  readonly address: string
  readonly host: string
  readonly keys: readonly string[]
}

function typedAddress(word: string): TypedAddress[] {
  const [, address = '', rest = ''] = /\b([a-z][a-z0-9+.-]*:\/\/(.*))$/is.exec(word) ?? []
  if (address === '' || redact(address) === address) return []
  const host = /^(?:[^/?#]*@)?([^/?#]*)/.exec(rest)?.[1] ?? ''
  const keys = rest
    .replace(host, ' ')
    .split(/[^A-Za-z0-9_-]+/)
    .filter((part) => part.length >= KEY_LENGTH && /[0-9]/.test(part))
  return [{ address, host, keys }]
}
