import {
  type Client,
  isGrpcServiceError,
  QueryNotRegisteredError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { z } from 'zod'
import { type ErrorKind, kindInDetails } from '../core/errors/errorKind.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { hash32Schema } from '../core/schemas/wire.js'
import type { MarketId } from '../core/units/marketId.js'
import { type Proposal, proposalSchema } from '../proposals/proposal.js'
import { type ProposalView, proposalViewSchema } from '../proposals/proposalView.js'
import {
  proposalQuery,
  type RejectRequest,
  rejectUpdate,
  type SignReceipt,
  type SignRequest,
  signUpdate,
  viewQuery,
} from '../workflows/proposal/messages.js'

/** No proposal has the given id. */
export class ProposalNotFound extends PlimsollError {
  readonly code = 'PROPOSAL_NOT_FOUND'
  readonly kind = 'notFound'

  constructor(id: string) {
    super({ shortMessage: `There is no proposal "${id}".`, metaMessages: ['See all with `plimsoll proposal list`.'] })
  }
}

/** gRPC's status for a limit that is reached. */
const RESOURCE_EXHAUSTED = 8

/** A proposal's workflow answers with another proposal than the one that was asked for. */
export class AnotherProposal extends PlimsollError {
  readonly code = 'ANOTHER_PROPOSAL'
  readonly kind = 'refused'

  constructor(asked: string, answered: string) {
    super({
      shortMessage: `The workflow of proposal ${asked} answers with proposal ${answered}.`,
      metaMessages: ['Sign nothing. Whoever runs the workers, or Temporal itself, does not tell the truth: find out who.'],
    })
  }
}

/**
 * A proposal's workflow refused a message; `code` is the refusal's own.
 *
 * The kind is that of the error behind it where an activity failed, such as a chain that cannot be read.
 */
export class ProposalRefused extends PlimsollError {
  readonly code: string
  readonly kind: ErrorKind

  constructor(code: string, message: string, kind: ErrorKind = 'refused') {
    super({ shortMessage: message })
    this.code = code
    this.kind = kind
  }
}

/** What keeps a proposal answers in a form that this build does not know. */
export class ProposalOfAnotherBuild extends PlimsollError {
  readonly code = 'PROPOSAL_OF_ANOTHER_BUILD'
  readonly kind = 'failed'

  constructor(id: string, error: z.ZodError) {
    const [first] = error.issues
    super({
      shortMessage: `The proposal ${id} is not in this build's form: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}.`,
      metaMessages: ['Use the build that drafted it until it is over. Finish open proposals before you upgrade.'],
    })
  }
}

/** Workflow id of a proposal, from its id with or without the prefix. */
export function proposalWorkflowId(id: string): string {
  const hash = id.replace(/^proposal\//, '')
  if (!hash32Schema.safeParse(hash).success) throw new ProposalNotFound(id)
  return `proposal/${hash.toLowerCase()}`
}

/** List workflow ids of proposals, newest first. */
export async function listProposals(
  client: Client,
  filter: { readonly market?: MarketId | undefined; readonly isRunning?: boolean },
): Promise<string[]> {
  const terms = ["WorkflowType = 'proposalWorkflow'"]
  if (filter.market !== undefined) terms.push(`PlimsollMarket = '${filter.market}'`)
  if (filter.isRunning === true) terms.push("ExecutionStatus = 'Running'")
  const ids = new Set<string>()
  for await (const { workflowId } of client.workflow.list({ query: terms.join(' AND ') })) ids.add(workflowId)
  return [...ids]
}

/**
 * Read where a proposal is, live from its workflow.
 *
 * @throws {ProposalNotFound} when there is no such proposal
 * @throws {AnotherProposal} when the workflow answers with another one
 * @throws {ProposalOfAnotherBuild} when the answer has not this build's form
 */
export async function readProposalView(client: Client, id: string): Promise<ProposalView> {
  const view = ownForm(
    id,
    proposalViewSchema,
    await named(id, () => client.workflow.getHandle(proposalWorkflowId(id)).query(viewQuery)),
  )
  return assertAsked(id, view)
}

/**
 * Wait until a proposal's workflow has ended, and read its last view.
 *
 * The chain may show that a proposal is over before the relayer's answer arrives: only this view has every transaction for certain.
 *
 * @throws {ProposalNotFound} when there is no such proposal
 * @throws {AnotherProposal} when the workflow answers with another one
 * @throws {ProposalOfAnotherBuild} when the answer has not this build's form
 */
export async function untilProposalEnds(client: Client, id: string): Promise<ProposalView> {
  const view = ownForm(id, proposalViewSchema, await named(id, () => client.workflow.getHandle(proposalWorkflowId(id)).result()))
  return assertAsked(id, view)
}

/**
 * Read a proposal's bytes, ids and hashes.
 *
 * @throws {ProposalNotFound} when there is no such proposal
 * @throws {AnotherProposal} when the workflow answers with another one
 * @throws {ProposalOfAnotherBuild} when the answer has not this build's form
 */
export async function readProposal(client: Client, id: string): Promise<Proposal> {
  const answer = await named(id, () => client.workflow.getHandle(proposalWorkflowId(id)).query(proposalQuery))
  const proposal = ownForm(id, proposalSchema, answer)
  return assertAsked(id, proposal)
}

/**
 * Hand in an owner's signature.
 *
 * @throws {ProposalNotFound} when there is no such proposal
 * @throws {ProposalRefused} when it is not accepted, with the refusal's code (NOT_AN_OWNER, ALREADY_SIGNED, WRONG_HASH …)
 */
export function signProposal(client: Client, id: string, request: SignRequest): Promise<SignReceipt> {
  return named(id, () => client.workflow.getHandle(proposalWorkflowId(id)).executeUpdate(signUpdate, { args: [request] }))
}

/**
 * Hand in a signed decision against a proposal.
 *
 * @throws {ProposalNotFound} when there is no such proposal
 * @throws {ProposalRefused} when it is not accepted, with the refusal's code
 */
export function rejectProposal(client: Client, id: string, request: RejectRequest): Promise<{ readonly by: `0x${string}` }> {
  return named(id, () => client.workflow.getHandle(proposalWorkflowId(id)).executeUpdate(rejectUpdate, { args: [request] }))
}

/** Parse what a workflow answered: it may be of a build with another form. */
function ownForm<Schema extends z.ZodType>(id: string, schema: Schema, answer: unknown): z.output<Schema> {
  const result = schema.safeParse(answer)
  if (!result.success) throw new ProposalOfAnotherBuild(id, result.error)
  return result.data
}

function assertAsked<T extends { readonly proposalId: string }>(id: string, answer: T): T {
  if (proposalWorkflowId(id) !== proposalWorkflowId(answer.proposalId)) throw new AnotherProposal(id, answer.proposalId)
  return answer
}

async function named<T>(id: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof QueryNotRegisteredError) throw new ProposalNotFound(id)
    if (error instanceof WorkflowUpdateFailedError) throw refusal(error)
    if (hasTooManyOpen(error)) {
      const message =
        'Ten requests to this proposal wait already, and no worker takes them. See that one runs, and try again in a minute.'
      throw new ProposalRefused('TOO_MANY_OPEN', message)
    }
    throw error
  }
}

/** The server's words for ten open updates of a workflow; by the same status it refuses too many requests a second, of any kind. */
const TOO_MANY_OPEN = /in-flight updates/

function hasTooManyOpen(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error
  return isGrpcServiceError(cause) && cause.code === RESOURCE_EXHAUSTED && TOO_MANY_OPEN.test(cause.details)
}

function refusal(error: WorkflowUpdateFailedError): ProposalRefused {
  let failure: unknown = error.cause
  while (failure instanceof Error) {
    if (failure instanceof ApplicationFailure && typeof failure.type === 'string')
      return new ProposalRefused(failure.type, failure.message, kindInDetails(failure.details))
    failure = failure.cause
  }
  return new ProposalRefused('UPDATE_FAILED', error.cause?.message ?? error.message)
}
