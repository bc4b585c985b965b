import { describe, expect, it } from '@jest/globals'
import { redact, redactMessage, redactUrls, shortenHex } from '../../core/redact.js'

const key = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
const address = '0x2c7536E3605D9C16a7a3D7b1898e529396a65c23'

describe('redactUrls', () => {
  it.each([
    ['GET https://eth.example.com/v2/secret failed', 'GET https://eth.example.com/… failed'],
    ['https://user:word@host.example', 'https://host.example/…'],
    ['http://127.0.0.1:8545', 'http://127.0.0.1:8545'],
    // A URL that was joined to a path.
    ['/srv/https:/eth.example.com/v2/secret', '/srv/https://eth.example.com/…'],
    ['postgres://user:word@db.example/x', 'postgres://db.example/…'],
    ['at file:///srv/dist/cli/main.js:3:1', 'at file:///srv/dist/cli/main.js:3:1'],
  ])('default: %s', (text, expected) => {
    expect(redactUrls(text)).toBe(expected)
  })
})

describe('shortenHex', () => {
  it.each([
    [`0x${key}`, '0x4c0883a6…'],
    [key.toUpperCase(), '4C0883A6…'],
    [`(${key.slice(0, 57)}…)`, '(4c0883a6……)'],
    [address, address],
    ['cafe babe', 'cafe babe'],
  ])('default: %s', (text, expected) => {
    expect(shortenHex(text)).toBe(expected)
  })

  it('args: isKept', () => {
    expect(shortenHex(`0x${key.toUpperCase()}`, (digits) => digits === key)).toBe(`0x${key.toUpperCase()}`)
  })
})

describe('redact', () => {
  it('behavior: a secret that is a URL keeps its host, any other nothing', () => {
    expect(redact('a abcdef at https://h.example/k?x', ['abcdef', 'https://h.example/k?x'])).toBe(
      'a [redacted] at https://h.example/…',
    )
  })

  it.each(['relay:4f7a1c9e', 'user:pass word', 'https:4f7a1c9e', 'https://h.example/a"b'])(
    'behavior: %s is not an address with a host, and nothing of it stays',
    (secret) => {
      expect(redact(`a ${secret} z`, [secret])).toBe('a [redacted] z')
    },
  )

  it('behavior: a message is free of long numbers too', () => {
    expect(redactMessage(`0x${key} of ${address}`)).toBe(`0x4c0883a6… of ${address}`)
  })
})
