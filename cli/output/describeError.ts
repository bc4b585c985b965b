import { isGrpcServiceError, ServiceError, WorkflowFailedError } from '@temporalio/client'
import { ApplicationFailure, TemporalFailure } from '@temporalio/common'
import { CommanderError } from 'commander'
import { BaseError } from 'viem'
import { kindInDetails } from '../../core/errors/errorKind.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { ExitName } from '../exitCodes.js'
import type { Discretion } from './discretion.js'
import { printable } from './printable.js'

/** An error as the command line tells it: nothing in it is secret. */
export interface DescribedError {
  readonly exit: ExitName
  readonly code: string
  readonly message: string
  readonly details: readonly string[]
}

/** Codes of errors that name a hash for what it is, or say themselves what to do about a key. */
const CODES_WITHOUT_WARNING: readonly string[] = ['PROPOSAL_NOT_FOUND', 'PROPOSAL_AMBIGUOUS', 'ENVIRONMENT_VARIABLE_MISSING']

/** Put any error into words for the command line. */
export function describeError(error: unknown, discretion: Pick<Discretion, 'message' | 'holdsTyped'>): DescribedError {
  const { exit, code, message, details } = describe(error)
  const clean = (text: string) => printable(discretion.message(text))
  const needsWarning = !CODES_WITHOUT_WARNING.includes(code) && [message, ...details].some(discretion.holdsTyped)
  const warning =
    "If the long number is a private key, take it out of use: others may read this command line or the shell's history."
  return { exit, code, message: clean(message), details: [...details.map(clean), ...(needsWarning ? [warning] : [])] }
}

function describe(error: unknown): DescribedError {
  if (error instanceof CommanderError) {
    const [message = '', ...details] = error.message.replace(/^error: /, '').split('\n')
    return { exit: 'usage', code: 'USAGE', message: sentence(message), details: details.filter((line) => line !== '') }
  }
  if (error instanceof PlimsollError) {
    const [message = '', ...rest] = error.shortMessage.split('\n')
    return { exit: error.kind, code: error.code, message, details: [...rest, ...error.metaMessages] }
  }
  if (error instanceof WorkflowFailedError) return runFailed(error)
  const answer = error instanceof ServiceError ? error.cause : error
  if (isGrpcServiceError(answer)) return temporalFailed(answer.details)
  if (error instanceof BaseError) {
    return {
      exit: 'chain',
      code: 'CHAIN_READ_FAILED',
      message: `The chain's RPC node gave no usable answer: ${error.shortMessage}`,
      details: ['Check that the node runs, is in sync and serves the configured chain, and try again.'],
    }
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return {
    exit: 'unexpected',
    code: 'UNEXPECTED',
    message: text.split('\n')[0] ?? text,
    details: ['Run it again with --verbose to see where.'],
  }
}

/** A recalibration that failed for good, in the words of the activity that did. */
function runFailed(error: WorkflowFailedError): DescribedError {
  let cause: unknown = error.cause
  while (cause instanceof TemporalFailure && !(cause instanceof ApplicationFailure) && cause.cause !== undefined)
    cause = cause.cause
  const failure = cause instanceof ApplicationFailure ? cause : null
  const code = typeof failure?.type === 'string' ? failure.type : 'RECALIBRATION_FAILED'
  const [message = '', ...details] = (cause instanceof Error ? cause.message : error.message).split('\n')
  return { exit: kindInDetails(failure?.details) ?? 'run', code, message: `The recalibration failed: ${message}`, details }
}

function temporalFailed(reason: string): DescribedError {
  const isWithoutWorker = /no poller seen|worker may be down|query.*(timed out|expired)/i.test(reason)
  return isWithoutWorker
    ? {
        exit: 'temporal',
        code: 'WORKER_MISSING',
        message: 'Temporal answers, but no worker does. A proposal is read from its workflow, which a worker runs.',
        details: ['Start one with `plimsoll worker` and the same configuration.'],
      }
    : {
        exit: 'temporal',
        code: 'TEMPORAL_UNREACHABLE',
        message: `Temporal did not answer: ${reason}`,
        details: ['Check that the server runs and a worker serves its queues (`plimsoll config check --online`), and try again.'],
      }
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.)?]$/.test(first) ? first : `${first}.`
}
