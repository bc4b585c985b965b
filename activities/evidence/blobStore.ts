/**
 * Bytes by name: all that a place for evidence has to offer.
 *
 * It neither hashes nor parses: `evidenceStore` and `cursorStore` above it do, so that no store can weaken what a claim proves.
 * A failure of any kind is thrown as it is; those two name it.
 */
export interface BlobStore {
  /** What a person is told to do, one sentence each. */
  readonly advice: {
    /** Where evidence that is not found may be instead. */
    readonly missing: string
    /** What to look at when the store itself fails. */
    readonly unavailable: string
  }
  /**
   * Say where a key's bytes are, for a person: a path, an address without secrets.
   *
   * @param key - lower-case letters, digits and hyphens, then a dot and an extension; a folder and a slash may come before
   */
  locate(key: string): string
  /** Read a key's bytes; null when nothing is stored under it. */
  read(key: string): Promise<Uint8Array | null>
  /**
   * Store bytes under a key that `read` found empty: wholly or not at all, even where the process is killed.
   *
   * Writers at once bring the same bytes, since the key is their hash: it does not matter who wins.
   */
  writeOnce(key: string, bytes: Uint8Array): Promise<void>
  /** Store bytes under a key whatever it held before: wholly or not at all. Of writers at once the later wins. */
  replace(key: string, bytes: Uint8Array): Promise<void>
}
