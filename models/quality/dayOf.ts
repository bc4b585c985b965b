/** Write the UTC day of an instant as messages name it: 2020-03-12. */
export function dayOf(openTimeMs: number): string {
  return new Date(openTimeMs).toISOString().slice(0, 10)
}
