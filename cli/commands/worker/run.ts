import { hostname } from 'node:os'
import pino from 'pino'
import type { StopSignal } from '../../../local/process/stopSignal.js'
import type { QueueKind } from '../../../workflows/queues.js'
import { cleanFields, installRuntime } from '../../../worker/runtime/installRuntime.js'
import { startWorker } from '../../../worker/startWorker.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'

/** Serve task queues until the process is told to stop; running activities get their grace time. */
export async function runWorker(session: Session, kinds: readonly QueueKind[]): Promise<Outcome> {
  const loadedConfig = await session.load()
  const { taskQueue } = loadedConfig.config.temporal
  const log = pino(
    {
      base: { service: 'plimsoll-worker', version: session.version, host: hostname() },
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => session.terminal.writeErr(line) },
  )
  installRuntime({
    level: 'INFO',
    secrets: () => session.discretion.secrets,
    write: ({ level, message, fields }) => log[levelOf(level)](fields, message),
  })
  const stopped = session.terminal.untilStopped()
  const worker = await startWorker({
    loadedConfig,
    kinds,
    environment: session.environment,
    onActivity: (record) =>
      log[record.failure === null ? 'info' : 'warn'](
        cleanFields({ ...record }, session.discretion.secrets),
        record.failure === null ? 'activity done' : 'activity failed',
      ),
  })
  const markets = loadedConfig.config.markets.map(({ market }) => market.id)
  log.info({ taskQueue, queues: kinds, markets }, 'worker ready')
  let signal: StopSignal | null
  try {
    signal = await Promise.race([stopped, worker.finished.then(() => null)])
    log.info('worker stopping')
  } finally {
    await worker.close()
  }
  log.info('worker stopped')
  const exit = signal === 'SIGINT' ? 'interrupted' : signal === 'SIGTERM' ? 'terminated' : 'ok'
  return { text: '', json: { isStopped: true, queues: kinds }, exit }
}

function levelOf(level: string): 'trace' | 'debug' | 'info' | 'warn' | 'error' {
  switch (level) {
    case 'TRACE':
      return 'trace'
    case 'DEBUG':
      return 'debug'
    case 'WARN':
      return 'warn'
    case 'ERROR':
      return 'error'
    default:
      return 'info'
  }
}
