import { DefaultLogger, type LogEntry, type LogLevel, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { redact } from '../../core/redact.js'

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
    logger: new DefaultLogger(level, (entry) => write(lineOf(entry, secrets()))),
    // The native side would print to stdout by itself.
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } },
    shutdownSignals: [],
  })
}

/** Fields of the SDK that say nothing about a market, a proposal or a run. */
const NOISE = new Set(['sdkComponent', 'namespace', 'attemptScheduledTime'])

function lineOf({ level, message, meta = {} }: LogEntry, secrets: readonly string[]): WorkerLogLine {
  const clean = Object.entries(meta).filter(([name]) => !NOISE.has(name))
  const fields = Object.fromEntries(clean.map(([name, value]) => [name, cleaned(value, secrets)]))
  return { level, message: redact(message, secrets), fields: { ...idsOf(fields.workflowId), ...fields } }
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
  if (typeof value === 'string') return redact(value, secrets)
  if (Array.isArray(value)) return value.map((item) => cleaned(item, secrets))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, secrets)]))
  }
  return value
}

function causeOf(error: Error): Readonly<Record<string, unknown>> {
  return error.cause === undefined ? {} : { cause: error.cause }
}
