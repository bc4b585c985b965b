import { type Command, InvalidArgumentError } from 'commander'
import { QUEUE_KINDS, type QueueKind } from '../../workflows/queues.js'
import { type CommandHost, handle } from '../handle.js'

/** Add `plimsoll worker`. */
export function addWorkerCommand(program: Command, host: CommandHost): void {
  program
    .command('worker')
    .option('--queues <names>', `task queues to serve, of ${QUEUE_KINDS.join(', ')}`, parseQueues, QUEUE_KINDS)
    .description('run workflows and activities until stopped (SIGINT or SIGTERM); logs go to stderr, a JSON line each')
    .action(
      handle<[{ queues: readonly QueueKind[] }]>(host, async (session, { queues }) => {
        const { runWorker } = await import('./worker/run.js')
        return runWorker(session, queues)
      }),
    )
}

function parseQueues(text: string): readonly QueueKind[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !QUEUE_KINDS.some((kind) => kind === name))
  if (unknown.length > 0) throw new InvalidArgumentError(`"${unknown.join(',')}" is not one of ${QUEUE_KINDS.join(', ')}.`)
  return QUEUE_KINDS.filter((kind) => names.includes(kind))
}
