import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { redactUrls } from '../core/redact.js'
import { ConfigSyntaxInvalid } from './errors.js'

/** A YAML file's value, and where each of its parts stands. */
export interface YamlFile {
  readonly value: unknown
  /** Line, counted from 1, of the value at a path, of its key where it is in a map, or of the nearest part around it. */
  lineOf(path: readonly PropertyKey[]): number
}

/**
 * Read YAML 1.2. Hexadecimal stays text, so that addresses need no quotes; a key that is duplicated is an error.
 *
 * @param file - the path as errors show it.
 * @throws {ConfigSyntaxInvalid} when the text is not one YAML document.
 */
export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.format !== 'HEX'),
  })
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => {
      const { line, col } = lines.linePos(pos[0])
      return { line, column: col, message: redactUrls(message) }
    })
    throw new ConfigSyntaxInvalid(file, problems)
  }
  const root: Node | null = document.contents
  return { value: toValue(document, file), lineOf: (path) => lines.linePos(offsetOf(root, path)).line }
}

function toValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw new ConfigSyntaxInvalid(file, [{ line: 1, column: 1, message: redactUrls((error as Error).message) }])
  }
}

function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let offset = root?.range?.[0] ?? 0
  let node: unknown = root
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
      if (pair === undefined) return offset
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else {
      const item = (node as { items?: unknown[] } | null | undefined)?.items?.[Number(key)]
      if (!isNode(item)) return offset
      offset = item.range?.[0] ?? offset
      node = item
    }
  }
  return offset
}
