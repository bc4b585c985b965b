/** The queues that one worker process can serve: orchestration runs workflows and light activities. */
export const QUEUE_KINDS = ['orchestration', 'chain', 'cpu'] as const

/** @see QUEUE_KINDS */
export type QueueKind = (typeof QUEUE_KINDS)[number]

/** Name of a kind's task queue, from the configured base name. The workflows use the same rule. */
export function queueName(base: string, kind: QueueKind): string {
  return kind === 'orchestration' ? base : `${base}-${kind}`
}
