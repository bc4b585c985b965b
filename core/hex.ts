/** Tell whether two addresses or hashes are one, whatever their letters' case. */
export function sameHex(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
