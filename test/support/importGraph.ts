import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Static imports and re-exports with a value in them; types are erased. */
const STATIC = /^(?:import|export)\s+(?!type\b)(?:[^'"()]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/**
 * Walk what a source file loads.
 *
 * @param entries - absolute paths of TypeScript files
 * @returns for each package that is loaded at once, the chain of files that leads to it
 */
export function loadedPackages(entries: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const packages = new Map<string, readonly string[]>()
  const seen = new Set<string>()
  const queue = entries.map((file) => [file])
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const file = path.at(-1) ?? ''
    if (seen.has(file)) continue
    seen.add(file)
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) queue.push([...path, join(dirname(file), specifier.replace(/\.js$/, '.ts'))])
      else if (!specifier.startsWith('node:')) {
        const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
        if (!packages.has(name)) packages.set(name, path)
      }
    }
  }
  return packages
}

/** List the files that a source file loads later, when it needs them. */
export function loadedLater(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(DYNAMIC)].map(([, specifier = '']) =>
    join(dirname(file), specifier.replace(/\.js$/, '.ts')),
  )
}

function importsOf(file: string): string[] {
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  const imports = [...text.matchAll(STATIC)].filter(([statement]) => !isTypesOnly(statement))
  return imports.map(([, specifier = '']) => specifier)
}

/** `import { type A, type B } from` is erased too. */
function isTypesOnly(statement: string): boolean {
  const names = /\{([^}]*)\}/.exec(statement)?.[1]
  if (names === undefined || /^import\s+[A-Za-z_$]/.test(statement)) return false
  return names
    .split(',')
    .filter((name) => name.trim() !== '')
    .every((name) => name.trim().startsWith('type '))
}
