import { DefaultLogger, type LogEntry, type LogLevel, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { redactMessage } from '../../core/redact.js'

/** One line of a worker's log, free of secrets. */
export interface WorkerLogLine {
  readonly level: LogLevel
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * Set the process's Temporal runtime up, once, before its first worker: logs go to `write`, signals are left to the caller.
 *
 * @param secrets - values that must not appear; read at every line, so that later ones count
 */
export function installRuntime(input: {
  level: LogLevel
  secrets: () => readonly string[]
  write: (line: WorkerLogLine) => void
}): void {
  const { level, secrets, write } = input
  Runtime.install({
    logger: new DefaultLogger(level, (entry) => {
      if (entry.message !== EXPECTED) write(lineOf(entry, secrets()))
    }),
    // The native side would print to stdout by itself.
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } },
    shutdownSignals: [],
  })
}

/** Fields that name what a line is about: their hashes stay whole, so that logs can be searched by them. */
const IDS = new Set(['workflowId', 'runId', 'proposal'])
const ID = /^(?:[a-z]+\/)?(?:0x[0-9a-f]{64}|[\w:.-]+)(?:\/[\w:.-]+)*$/

/** The SDK warns of every worker without workflows, although the queues of the chain and of the models hold activities alone. */
const EXPECTED = 'No workflows registered, not polling for workflow tasks'

/** Fields of the SDK that say nothing about a market, a proposal or a run. */
const NOISE = new Set(['sdkComponent', 'namespace', 'attemptScheduledTime'])

function lineOf({ level, message, meta = {} }: LogEntry, secrets: readonly string[]): WorkerLogLine {
  const clean = Object.entries(meta).filter(([name]) => !NOISE.has(name))
  const fields = cleanFields(Object.fromEntries(clean), secrets)
  return { level, message: redactMessage(message, secrets), fields: { ...idsOf(fields.workflowId), ...fields } }
}

/**
 * Make the fields of a log line free of secrets: addresses and long numbers are shortened, but for those that name the line's subject.
 *
 * @param secrets - values that must not appear
 */
export function cleanFields(
  fields: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const isId = IDS.has(name) && typeof value === 'string' && ID.test(value)
      return [name, isId ? value : cleaned(value, secrets)]
    }),
  )
}

/** Read market and proposal off a workflow's id, which carries them. */
function idsOf(workflowId: unknown): Readonly<Record<string, string>> {
  if (typeof workflowId !== 'string') return {}
  const proposal = /^proposal\/(0x[0-9a-f]{64})/.exec(workflowId)?.[1]
  const market = /^recalibration\/([a-z0-9-]+?)(-manual-|-\d{4}-\d{2}-\d{2}T|$)/.exec(workflowId)?.[1]
  return { ...(proposal === undefined ? {} : { proposal }), ...(market === undefined ? {} : { market }) }
}

function cleaned(value: unknown, secrets: readonly string[]): unknown {
  if (value instanceof Error) return cleaned({ name: value.name, message: value.message, ...causeOf(value) }, secrets)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string') return redactMessage(value, secrets)
  if (Array.isArray(value)) return value.map((item) => cleaned(item, secrets))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, secrets)]))
  }
  return value
}

function causeOf(error: Error): Readonly<Record<string, unknown>> {
  return error.cause === undefined ? {} : { cause: error.cause }
}
