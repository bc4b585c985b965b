// Controls, and the format characters that hide text or turn its direction; the newline stays.
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}]/gu

/**
 * Drop what could move the cursor, change colours or hide text on a terminal, in every string of a value.
 *
 * Titles, notes, reasons and error texts come from outside: none of them may change what a signer reads. Apply it to values
 * before they are coloured.
 */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return value.replace(UNPRINTABLE, '') as T
  if (Array.isArray(value)) return value.map((item) => printable<unknown>(item)) as T
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable<unknown>(item)])) as T
  }
  return value
}
