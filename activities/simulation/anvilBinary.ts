import { createRequire } from 'node:module'
import { AnvilUnavailable } from './anvilUnavailable.js'

/**
 * Find the anvil binary that npm installed for a platform.
 *
 * @returns its absolute path.
 * @throws {AnvilUnavailable} when the platform's package is missing.
 */
export function anvilBinary(platform: string = process.platform, arch: string = process.arch): string {
  const packageName = `@foundry-rs/anvil-${platform}-${arch === 'x64' ? 'amd64' : arch}`
  try {
    // Resolved from the parent package, where npm may have nested it.
    const fromAnvil = createRequire(createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json'))
    return fromAnvil.resolve(`${packageName}/bin/anvil${platform === 'win32' ? '.exe' : ''}`)
  } catch (cause) {
    throw new AnvilUnavailable(packageName, cause)
  }
}
