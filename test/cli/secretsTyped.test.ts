import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Command } from 'commander'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { cacheDir } from '../../config/environment.js'
import { createProgram } from '../../cli/program.js'
import { runCli } from '../../cli/runCli.js'
import { startTemporal, type LocalTemporal } from '../../local/temporal/startTemporal.js'
import { resolveTemporal } from '../../local/temporal/resolveTemporal.js'
import { SEARCH_ATTRIBUTES } from '../../worker/searchAttributes.js'
import { fakeTerminal } from './fakeTerminal.js'

const digits = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
const token = 'zQ8pLk20vTnW4sYc7RbX'
/** What somebody pastes where something else belongs, and what of it must not come back. */
const PASTED = [
  { name: 'a key', text: `0x${digits}`, hidden: digits.slice(8), modes: [['--verbose'], ['--json', '--verbose']] },
  {
    name: 'a key without 0x',
    text: digits.toUpperCase(),
    hidden: digits.slice(8).toUpperCase(),
    modes: [['--json', '--verbose']],
  },
  {
    name: 'a URL',
    text: `https://user:hunter2hunter2@rpc.example/v2/${token}?x=${token},${token}`,
    hidden: token,
    modes: [['--json', '--verbose']],
  },
]

let folder: string
let workingFolder: string
let temporal: LocalTemporal
let config: string
let savedAddress: string | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-secrets-'))
  workingFolder = process.cwd()
  // Some commands make a file or a folder by the name that they are given.
  process.chdir(folder)
  const resolved = await resolveTemporal({ cacheFolder: cacheDir(), address: undefined })
  if (resolved.kind !== 'binary') throw new Error('no address was given')
  temporal = await startTemporal({
    binary: resolved.path,
    headless: true,
    namespace: 'risk',
    searchAttributes: SEARCH_ATTRIBUTES,
  })
  const local = join(projectRoot(), 'examples', 'local.yaml')
  config = join(folder, 'plimsoll.yaml')
  const text = (await readFile(local, 'utf8'))
    .replaceAll(/path: (data\S+)/g, (_, path: string) => `path: ${resolve(dirname(local), path)}`)
    .replace(/^version: 1$/m, `version: 1\ntemporal: { address: '${temporal.address}', namespace: risk }`)
  await writeFile(config, text)
  // The server has no namespace `default`: `local up` stops before it starts anything.
  savedAddress = process.env.TEMPORAL_ADDRESS
})

afterAll(async () => {
  if (savedAddress === undefined) delete process.env.TEMPORAL_ADDRESS
  else process.env.TEMPORAL_ADDRESS = savedAddress
  process.chdir(workingFolder)
  await temporal?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function run(argv: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const { terminal, written } = fakeTerminal()
  const environment = (name: string) => ({ PLIMSOLL_RPC_URL: 'http://127.0.0.1:1', PLIMSOLL_CONFIG: config, ...variables })[name]
  const code = await runCli({
    argv,
    terminal: { ...terminal, untilStopped: async () => 'SIGTERM' },
    environment,
    version: '1.2.3',
  })
  return { code, printed: written.out + written.err + written.questions.join('') }
}

/** One place of the command line where a value is typed: the arguments with the value in it. */
interface Place {
  readonly name: string
  readonly argv: (value: string) => readonly string[]
}

/** Walk the tree of commands: every argument and every option with a value, and a value where a command stands. */
function placesOf(command: Command, path: readonly string[] = []): Place[] {
  const required = (besides: string) =>
    command.options
      .filter(({ mandatory, long }) => mandatory && long !== besides)
      .flatMap(({ long }) => [long ?? '', SOUND[long ?? ''] ?? 'NAME'])
  const positional = command.registeredArguments.filter((argument) => argument.required).map(() => 'abcdef')
  const options = command.options.filter((option) => option.required || option.optional)
  return [
    { name: [...path, 'VALUE'].join(' '), argv: (value: string) => [...path, value, ...required('')] },
    { name: [...path, '--VALUE'].join(' '), argv: (value: string) => [...path, ...positional, `--${value}`, ...required('')] },
    { name: [...path, 'x', 'VALUE'].join(' '), argv: (value: string) => [...path, 'x', value, ...required('')] },
    ...options.flatMap(({ long }) => [
      {
        name: [...path, long, 'VALUE'].join(' '),
        argv: (v: string) => [...path, ...positional, ...required(long ?? ''), long ?? '', v],
      },
      {
        name: [...path, `${long}=VALUE`].join(' '),
        argv: (v: string) => [...path, ...positional, ...required(long ?? ''), `${long}=${v}`],
      },
    ]),
    ...command.commands.flatMap((child) => placesOf(child, [...path, child.name()])),
  ]
}

/** Values of required options, by name. */
const SOUND: Readonly<Record<string, string>> = { '--reason': 'too early', '--from': '2015-01-01', '--to': '2015-01-02' }

const nothing = {
  begin: () => {
    throw new Error('no command runs')
  },
  finish: () => {},
}
const program = createProgram(nothing, { writeOut: () => {}, writeErr: () => {} }, '1.2.3')
const globals = ['--config'].flatMap((option) => [
  { name: `${option} VALUE`, argv: (value: string) => ['config', 'check', option, value] },
  { name: `config check of a URL`, argv: (value: string) => ['config', 'check', `${option}=${value}`] },
])

describe('what is typed in', () => {
  const places = [...placesOf(program), ...globals]

  it('behavior: the walk finds every command', () => {
    expect(places.length).toBeGreaterThan(100)
  })

  it.each(PASTED)('property: $name comes back nowhere, whichever place it is pasted at', async ({ text, hidden, modes }) => {
    const leaks: string[] = []
    for (const { name, argv } of places) {
      delete process.env.TEMPORAL_ADDRESS
      if (name.startsWith('local up')) process.env.TEMPORAL_ADDRESS = temporal.address
      for (const flags of modes) {
        const { printed } = await run([...argv(text), ...flags])
        const found = printed.toLowerCase().includes(hidden.toLowerCase()) || printed.includes('hunter2')
        if (found) leaks.push(`${name} ${flags.join(' ')}: ${printed.slice(0, 400)}`)
      }
    }
    expect(leaks).toEqual([])
  })
})
