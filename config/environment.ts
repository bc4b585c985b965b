import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { EnvironmentVariableMissing } from './errors.js'

/** Reads an environment variable; undefined when it is not set or empty. */
export type Environment = (name: string) => string | undefined

/** Read an environment variable; an empty or blank one counts as not set. */
export function environment(name: string): string | undefined {
  const value = process.env[name]?.trim()
  return value === '' ? undefined : value
}

/**
 * Read a secret from the environment variable that the configuration names.
 *
 * @throws {EnvironmentVariableMissing} when the variable is not set; the message holds its name only.
 */
export function secret(name: string): string {
  return requiredVariable(name, environment)
}

/**
 * Read a variable that must be set.
 *
 * @throws {EnvironmentVariableMissing} when it is not; the message holds its name only.
 */
export function requiredVariable(name: string, environment: Environment): string {
  const value = environment(name)
  if (value === undefined) throw new EnvironmentVariableMissing(name)
  return value
}

/**
 * Find the folder for what can be built or downloaded again, as an absolute path. It need not exist.
 *
 * `PLIMSOLL_CACHE_DIR`, else `plimsoll` in `XDG_CACHE_HOME`, else in the platform's own place for caches
 * (`~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows, `~/.cache` elsewhere).
 *
 * @source XDG Base Directory Specification 0.8: a relative XDG_CACHE_HOME is to be ignored
 */
export function cacheDir(platform: NodeJS.Platform = process.platform): string {
  const chosen = environment('PLIMSOLL_CACHE_DIR')
  if (chosen !== undefined) return isAbsolute(chosen) ? chosen : join(process.cwd(), chosen)
  const xdg = environment('XDG_CACHE_HOME')
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'plimsoll')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'plimsoll')
  if (platform === 'win32') return join(environment('LOCALAPPDATA') ?? join(homedir(), 'AppData', 'Local'), 'plimsoll', 'Cache')
  return join(homedir(), '.cache', 'plimsoll')
}

/** Tell whether the process runs on a build server (`CI` is set to anything but `false` or `0`). */
export function isContinuousIntegration(): boolean {
  const value = environment('CI')?.toLowerCase()
  return value !== undefined && value !== 'false' && value !== '0'
}

/**
 * Give a child process this process's environment with some variables set.
 *
 * @param variables - override inherited ones of the same name.
 */
export function childEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...variables }
}
