import { ApplicationFailure } from '@temporalio/common'
import type {
  ActivityInput,
  ContinueAsNewInput,
  Next,
  StartChildWorkflowExecutionInput,
  WorkflowExecuteInput,
  WorkflowInboundCallsInterceptor,
  WorkflowInterceptorsFactory,
  WorkflowOutboundCallsInterceptor,
} from '@temporalio/workflow'

/**
 * Bytes of what a workflow hands to the server in one piece, as JSON. The server's own limit is 2 MiB: past it, it terminates the run at once, and
 * neither `catch` nor `finally` nor a retry gets a turn. The rest is left to a codec.
 */
export const MAX_PAYLOAD_BYTES = 1_900_000

/**
 * Refuse what the server would terminate the run for.
 *
 * @param what - completes "… has N bytes"
 * @param maxBytes - less than the limit where more is added to the value later
 * @throws {ApplicationFailure} of type PAYLOAD_TOO_LARGE
 */
export function assertFits(what: string, value: unknown, maxBytes = MAX_PAYLOAD_BYTES): void {
  const bytes = new TextEncoder().encode(JSON.stringify(value) ?? '').length
  if (bytes <= maxBytes) return
  throw ApplicationFailure.nonRetryable(
    `${what} has ${bytes} bytes, and at most ${maxBytes} can be handed to Temporal. Large data belong into the evidence: report this, with the market's size.`,
    'PAYLOAD_TOO_LARGE',
  )
}

class LimitedResults implements WorkflowInboundCallsInterceptor {
  async execute(input: WorkflowExecuteInput, next: Next<WorkflowInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const result = await next(input)
    assertFits("The workflow's result", result)
    return result
  }
}

/** Synchronous up to `next`: a step more would change the order of a recorded history's commands. */
class LimitedArguments implements WorkflowOutboundCallsInterceptor {
  scheduleActivity(input: ActivityInput, next: Next<WorkflowOutboundCallsInterceptor, 'scheduleActivity'>): Promise<unknown> {
    return checked(`The argument of the activity ${input.activityType}`, input.args, () => next(input))
  }

  startChildWorkflowExecution(
    input: StartChildWorkflowExecutionInput,
    next: Next<WorkflowOutboundCallsInterceptor, 'startChildWorkflowExecution'>,
  ): Promise<[Promise<string>, Promise<unknown>]> {
    const { args, memo } = input.options
    return checked(`What ${input.workflowType} is started with`, { args, memo }, () => next(input))
  }

  continueAsNew(input: ContinueAsNewInput, next: Next<WorkflowOutboundCallsInterceptor, 'continueAsNew'>): Promise<never> {
    return checked('What the next run is started with', input.args, () => next(input))
  }
}

function checked<T>(what: string, value: unknown, next: () => Promise<T>): Promise<T> {
  try {
    assertFits(what, value)
  } catch (error) {
    return Promise.reject(error)
  }
  return next()
}

/** Bound everything that workflows hand to the server. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [new LimitedResults()],
  outbound: [new LimitedArguments()],
})
