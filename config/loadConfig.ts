import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Config, configSchema } from './configSchema.js'
import { describeIssue } from './describeIssue.js'
import { ConfigFileUnreadable, ConfigHoldsSecret, ConfigInvalid } from './errors.js'
import { findSecret } from './findSecret.js'
import { configJsonSchema } from './jsonSchema.js'
import { readYaml } from './readYaml.js'

/** A configuration and where it came from. */
export interface LoadedConfig {
  readonly config: Config
  /** Absolute path of the file. */
  readonly path: string
  /** Absolute path of its folder, which file names in it are relative to. */
  readonly baseDir: string
}

/**
 * Read a configuration file.
 *
 * Every problem is named at once, with its line, its value, the limit and what to write instead.
 *
 * @throws {ConfigFileUnreadable} when the file is missing or may not be read.
 * @throws {ConfigSyntaxInvalid} when it is not one YAML document.
 * @throws {ConfigHoldsSecret} when a value looks like a key, a recovery phrase or a URL.
 * @throws {ConfigInvalid} when it has unknown keys, missing keys or values out of their limits.
 * @example
 * import { loadConfig } from 'plimsoll/client'
 *
 * const { config } = await loadConfig('examples/local.yaml')
 * config.markets.map(({ market }) => market.id) // ['aave-v3-local']
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const absolute = resolve(path)
  const { value, lineOf } = readYaml(await readText(absolute, path), path)
  const found = findSecret(value)
  if (found !== null) {
    throw new ConfigHoldsSecret(path, {
      path: found.path.map(String).join('.'),
      line: lineOf(found.path),
      looksLike: found.looksLike,
    })
  }
  const result = configSchema.safeParse(value)
  if (!result.success) {
    const context = { value, lineOf, schema: configJsonSchema() }
    const problems = result.error.issues.flatMap((issue) => describeIssue(issue, context))
    throw new ConfigInvalid(
      path,
      problems.sort((a, b) => a.line - b.line),
    )
  }
  return { config: result.data, path: absolute, baseDir: dirname(absolute) }
}

async function readText(absolute: string, path: string): Promise<string> {
  try {
    return await readFile(absolute, 'utf8')
  } catch (cause) {
    throw new ConfigFileUnreadable(path, cause)
  }
}
