/** Most characters that the Transaction Service takes for a transaction's origin. @source Safe Transaction Service (serializers) */
export const MAX_ORIGIN_LENGTH = 200

/**
 * Say where a transaction comes from, as the Transaction Service stores it and Safe{Wallet} shows it: a JSON text of at most 200 characters.
 *
 * @param note - cut to what fits, at a character's border
 */
export function serviceOrigin({ name, note }: { name: string; note: string }): string {
  const characters = [...note]
  for (let kept = characters.length; kept >= 0; kept--) {
    const cut = kept === characters.length ? note : `${characters.slice(0, kept).join('').trimEnd()}…`
    const origin = JSON.stringify({ name, note: cut })
    if (origin.length <= MAX_ORIGIN_LENGTH) return origin
  }
  throw new RangeError(`the name "${name}" alone is longer than the ${MAX_ORIGIN_LENGTH} characters of an origin`)
}
