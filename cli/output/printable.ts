// Controls, and the format characters that hide text or turn its direction; the newline stays.
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}]/gu
const LINE_BREAKS = /[\n\p{Zl}\p{Zp}]+/gu

/**
 * Drop what could move the cursor, change colours or hide text on a terminal, in every string of a value.
 *
 * Titles, notes, reasons and error texts come from outside: none of them may change what a signer reads. Apply it to values
 * before they are coloured.
 */
export function printable<T>(value: T): T {
  return inEveryString(value, (text) => text.replace(UNPRINTABLE, ''))
}

/** As `printable`, and each string in one line: a field may not look like lines that follow it. */
export function printableLine<T>(value: T): T {
  return inEveryString(value, (text) => text.replace(LINE_BREAKS, ' ').replace(UNPRINTABLE, ''))
}

/** Change every string of a value: in lists and plain objects, at any depth. */
export function inEveryString<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((item) => inEveryString<unknown>(item, change)) as T
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inEveryString<unknown>(item, change)])) as T
  }
  return value
}
