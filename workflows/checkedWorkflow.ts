import { ApplicationFailure, inWorkflowContext } from '@temporalio/workflow'
import type { ErrorKind } from '../core/errors/errorKind.js'
import { PlimsollError } from '../core/errors/plimsollError.js'

/** A workflow was called as a function: it lives in Temporal alone. */
export class NotAWorkflowCall extends PlimsollError {
  readonly code = 'NOT_A_WORKFLOW_CALL'
  readonly kind = 'usage'

  constructor(name: string) {
    super({
      shortMessage: `${name} was called as a function; it runs as a workflow only.`,
      metaMessages: [`Start it by a Temporal client: client.workflow.start(${name}, …).`],
    })
  }
}

/**
 * Make the form of a workflow that Temporal is given: called outside of Temporal it says so, and an input without its parts fails the workflow by
 * name. Without that the workflow's task would fail again and again, and the workflow would stand for ever.
 *
 * @param parts - which parts of the input there must be, and of what kind.
 * @throws {NotAWorkflowCall} outside of a workflow; {ApplicationFailure} INVALID_INPUT, not to be retried, within one.
 */
export function checkedWorkflow<Input, Result>(
  call: (input: Input) => Promise<Result>,
  parts: { readonly [Part in keyof Input]?: 'string' | 'object' },
): (input: Input) => Promise<Result> {
  const workflow = async (input: Input): Promise<Result> => {
    if (!inWorkflowContext()) throw new NotAWorkflowCall(call.name)
    const given = Object(input)
    const wrong = Object.entries(parts).filter(([part, kind]) => given[part] === null || typeof given[part] !== kind)
    if (wrong.length > 0) {
      const demands = wrong.map(([part, kind]) => `${part} must be ${kind === 'string' ? 'a string' : 'an object'}`)
      const message = `What ${call.name} was given is not valid: ${demands.join(', ')}.`
      const details: { readonly kind: ErrorKind } = { kind: 'usage' }
      throw ApplicationFailure.nonRetryable(message, 'INVALID_INPUT', details)
    }
    return call(input)
  }
  Object.defineProperty(workflow, 'name', { value: call.name })
  return workflow
}
