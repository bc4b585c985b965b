import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { assertWritable, writeTexts } from '../cli/output/writeTexts.js'
import type { Measure } from './measure.js'
import type { Registry } from './registry.js'
import { renderJson, renderSummary, renderTable } from './report.js'
import { UnknownBenchmark } from './unknownBenchmark.js'

const USAGE = `Usage: npm run bench -- [name …] [--json FILE] [--list]

  name …       benchmarks to run; all where none is named
  --json FILE  also write [{name, value, unit, goal, met}]; goal and met are null for figures without a goal
  --list       print the names and stop`

/** Where a run prints: results, and what it is doing. */
export interface BenchmarkOutput {
  readonly out: (line: string) => void
  readonly note: (line: string) => void
}

/**
 * Run benchmarks one after another, print their figures as a table and, with `--json FILE`, write them.
 *
 * A benchmark that fails is named, leaves no figure, and does not keep the others from running. A missed goal shows in the table and
 * in the file; it is no failure of the run, since machines differ.
 *
 * @param argv - arguments without the node binary and the script
 * @returns exit code: 0 when all figures were measured, 1 when a benchmark failed, 2 for wrong arguments
 */
export async function runBenchmarks(
  registry: Registry,
  argv: readonly string[],
  { out, note }: BenchmarkOutput = { out: (line) => console.log(line), note: (line) => console.error(line) },
): Promise<number> {
  let options: ReturnType<typeof readArguments>
  try {
    options = readArguments(registry, argv)
  } catch (error) {
    note(`${messageOf(error)}\n\n${USAGE}`)
    return 2
  }
  try {
    if (options.jsonFile !== undefined) await assertWritable(options.jsonFile)
  } catch (error) {
    note(messageOf(error))
    return 2
  }
  if (options.isHelp) out(USAGE)
  if (options.isList) for (const name of Object.keys(registry)) out(name)
  if (options.isHelp || options.isList) return 0

  note(machine())
  const measures: Measure[] = []
  const failed: string[] = []
  for (const name of options.names) {
    note(`${name} …`)
    try {
      measures.push(...((await registry[name]?.()) ?? []))
    } catch (error) {
      failed.push(name)
      note(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }
  if (measures.length > 0) {
    out(renderTable(measures))
    out(renderSummary(measures))
  } else {
    out('Nothing was measured.')
  }
  if (options.jsonFile !== undefined) {
    await writeTexts([{ file: options.jsonFile, text: renderJson(measures) }])
    note(`Written: ${options.jsonFile}`)
  }
  if (failed.length > 0) out(`Not measured, because they failed: ${failed.join(', ')}.`)
  return failed.length > 0 ? 1 : 0
}

function readArguments(registry: Registry, argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { json: { type: 'string' }, list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  const known = Object.keys(registry)
  for (const name of positionals) if (!known.includes(name)) throw new UnknownBenchmark(name, known)
  const names = positionals.length === 0 ? known : known.filter((name) => positionals.includes(name))
  return { names, jsonFile: values.json, isList: values.list === true, isHelp: values.help === true }
}

function machine(): string {
  const [processor] = cpus()
  const load = loadavg().map((value) => value.toFixed(1))
  return `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} x ${processor?.model.trim() ?? 'unknown'}, load average ${load.join(' ')}.`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
