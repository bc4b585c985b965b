/** Write chain time in seconds as ISO 8601 in UTC, without milliseconds. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')
}
