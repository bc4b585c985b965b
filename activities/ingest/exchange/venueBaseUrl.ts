import { BaseUrlInvalid } from './baseUrlInvalid.js'

/**
 * Read another address of a venue's API from the variable that a source names for it.
 *
 * @returns the address, or null where the source names none.
 * @throws {BaseUrlInvalid} when the variable is not set, or holds no http(s) URL.
 */
export function venueBaseUrl(
  { name, baseUrlEnv }: { readonly name: string; readonly baseUrlEnv?: string | undefined },
  environment: (name: string) => string | undefined,
): string | null {
  if (baseUrlEnv === undefined) return null
  const value = environment(baseUrlEnv)
  if (value === undefined) throw new BaseUrlInvalid(name, baseUrlEnv, 'is not set')
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw new BaseUrlInvalid(name, baseUrlEnv, 'holds no http or https URL')
  return value
}
