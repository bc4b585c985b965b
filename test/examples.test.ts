import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../activities/process/projectRoot.js'

/** Rooms whose docstrings are run, and what their functions are called by outside. */
const ROOMS = ['core', 'models', 'proposals', 'config', 'client']
const ENTRIES: Readonly<Record<string, () => Promise<object>>> = {
  'plimsoll/models': () => import('../models/index.js'),
  'plimsoll/proposals': () => import('../proposals/index.js'),
  'plimsoll/client': () => import('../client/index.js'),
}

/** One `@example` of a docstring. */
interface Example {
  /** Relative to the repository. */
  readonly file: string
  readonly line: number
  readonly code: string
}

/** Find every `@example`, which goes on to the docstring's next tag. */
function examplesIn(file: string, text: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ 0: comment, index }) =>
    [...comment.matchAll(/@example([\s\S]*?)(?=\n\s*\* @|\*\/)/g)].map((found) => ({
      file,
      line: text.slice(0, index + found.index).split('\n').length,
      code: (found[1] ?? '').replaceAll(/\n\s*\* ?/g, '\n').trim(),
    })),
  )
}

async function allExamples(): Promise<Example[]> {
  const root = projectRoot()
  const files = await Promise.all(
    ROOMS.map(async (room) => (await readdir(join(root, room), { recursive: true })).map((name) => join(room, name))),
  )
  const sources = files.flat().filter((name) => name.endsWith('.ts'))
  return (await Promise.all(sources.map(async (file) => examplesIn(file, await readFile(join(root, file), 'utf8'))))).flat()
}

/** Write a value on one line, as the examples do. */
function written(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, compact: true, depth: 10, maxArrayLength: 200 })
    .replaceAll(/(\w+Array)\(\d+\)/g, '$1')
    .replaceAll('[ ', '[')
    .replaceAll(' ]', ']')
}

/** Tell whether a value is what an example says: `…` after a digit stands for more digits. */
function isAsSaid(value: unknown, said: string): boolean {
  if (written(value) === said) return true
  const pattern = said.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('…', '[0-9a-f]*(?:e[+-][0-9]+)?')
  return new RegExp(`^${pattern}$`).test(written(value))
}

const IMPORT = /^import \{([^}]*)\} from '([^']+)'$/
const SAYS = /^(?!const |let |import )(.*\S)\s+\/\/ (.+)$/

/** Run an example with what it imports, or with its own file's exports where it imports nothing; tell where it is wrong. */
async function run({ file, code }: Example): Promise<string[]> {
  const lines = code.split('\n')
  const imports = lines.flatMap((line) => {
    const [, names, from] = IMPORT.exec(line) ?? []
    return names === undefined || from === undefined ? [] : [{ names: names.split(',').map((name) => name.trim()), from }]
  })
  const known: Record<string, unknown> = {}
  if (imports.length === 0) Object.assign(known, await import(join('..', file.replace(/\.ts$/, '.js'))))
  for (const { names, from } of imports) {
    const entry = { ...(await ENTRIES[from]?.()) } as Record<string, unknown>
    for (const name of names) {
      if (entry[name] === undefined) return [`${from} exports no ${name}`]
      known[name] = entry[name]
    }
  }
  const wrong: string[] = []
  let said = 0
  const check = async (expression: string, value: unknown, expected: string) => {
    said += 1
    if (!isAsSaid(await value, expected)) wrong.push(`${expression} is ${written(await value)}, not ${expected}`)
  }
  const body = lines
    .filter((line) => !IMPORT.test(line))
    .map((line) => {
      const [, expression, expected] = SAYS.exec(line) ?? []
      if (expression === undefined) return line
      return `await check(${JSON.stringify(expression)}, (${expression}), ${JSON.stringify(expected)})`
    })
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor
  await new AsyncFunction(...Object.keys(known), 'check', body.join('\n'))(...Object.values(known), check)
  return said === 0 ? ['it says of no value what it is'] : wrong
}

/** What others call first: each shows how. */
const ENTRY_POINTS = {
  models: [
    'ewmaVolatility',
    'ewmaCorrelation',
    'fitGarch',
    'insuranceFund',
    'jointScenarios',
    'kupiec',
    'ledoitWolf',
    'liquidationBonus',
    'liquidationThreshold',
    'loanToValue',
    'logReturns',
    'quantile',
    'summariseLosses',
    'tailLoss',
  ],
  proposals: [
    'calldataDigest',
    'decisionTypedData',
    'deepLink',
    'isFinal',
    'operationId',
    'safeHashes',
    'scheduleBatch',
    'targetFor',
  ],
  client: ['loadConfig', 'marketChain'],
}

describe('examples', () => {
  let examples: Example[]
  beforeAll(async () => {
    examples = await allExamples()
  })

  it('default: every example runs and gives what it says', async () => {
    expect(examples.length).toBeGreaterThan(30)
    const wrong: string[] = []
    for (const example of examples) {
      const found = await run(example).catch((error: unknown) => [String(error)])
      wrong.push(...found.map((text) => `${example.file}:${example.line}: ${text}`))
    }
    expect(wrong).toEqual([])
  })

  it.each(Object.entries(ENTRY_POINTS))('behavior: entry points of plimsoll/%s have one that imports them', (room, names) => {
    const imported = examples.flatMap(({ code }) =>
      code.split('\n').flatMap((line) => {
        const [, list, from] = IMPORT.exec(line) ?? []
        return from === `plimsoll/${room}` ? (list ?? '').split(',').map((name) => name.trim()) : []
      }),
    )
    expect(names.filter((name) => !imported.includes(name))).toEqual([])
  })

  it.each([
    ['a value that differs', 'quantile([1, 2], 0.5) // 1.6', 'quantile([1, 2], 0.5) is 1.5, not 1.6'],
    ['a throw', "quantile(['a'], 0.5) // 1", 'Error'],
    ['no value', 'quantile([1, 2], 0.5)', 'it says of no value what it is'],
    ['a name that is not exported', 'nothing() // 1', 'nothing is not defined'],
  ])('error: an example with %s', async (_, line, expected) => {
    const code = `import { quantile } from 'plimsoll/models'\n\n${line}`
    const found = await run({ file: 'none.ts', line: 1, code }).catch((error: unknown) => [String(error)])
    expect(found).toEqual([expect.stringContaining(expected)])
  })
})
