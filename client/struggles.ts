import type { Client } from '@temporalio/client'

/** An activity of a running workflow that failed and is tried again. */
export interface Struggle {
  readonly activity: string
  /** Attempts so far, the running one included. */
  readonly attempt: number
  readonly message: string
}

/** Read which activities of a running workflow fail and are retried: why a run takes long. */
export async function readStruggles(client: Client, workflowId: string): Promise<Struggle[]> {
  const { raw } = await client.workflow.getHandle(workflowId).describe()
  return (raw.pendingActivities ?? []).flatMap(({ activityType, attempt, lastFailure }) =>
    lastFailure?.message == null
      ? []
      : [
          {
            activity: activityType?.name ?? 'activity',
            attempt: attempt ?? 1,
            message: lastFailure.message.split('\n')[0] ?? '',
          },
        ],
  )
}
