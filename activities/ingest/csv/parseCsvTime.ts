/**
 * Read a time cell: a date (`2022-06-11`, midnight UTC), an ISO 8601 instant with its zone, or epoch seconds or milliseconds.
 *
 * @returns milliseconds since the epoch, or null when the text is none of these. An instant without a zone is refused: hours
 *   of error would pass unseen.
 */
export function parseCsvTime(text: string): number | null {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1_000
  if (/^\d{12,13}$/.test(text)) return Number(text)
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2}))?$/.exec(text)
  if (match === null) return null
  const [, date = '', time, zone] = match
  const midnight = Date.parse(`${date}T00:00:00Z`)
  // The engine rolls 2022-02-30 over to March; a day that does not come back as written does not exist.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return null
  if (time === undefined || zone === undefined) return midnight
  const instant = Date.parse(`${date}T${time}${zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`}`)
  return Number.isNaN(instant) ? null : instant
}
