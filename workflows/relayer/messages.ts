import { defineQuery, defineSignal } from '@temporalio/workflow'
import type { RelayRequest, RelayResult } from '../../activities/chain/relayRequest.js'

/** An answered request. */
export interface SentRequest {
  readonly requestId: string
  readonly result: RelayResult
}

/**
 * Where a request is. `unknown`: it never came, or its answer is forgotten. `failed`: the entity could not serve it, for a reason of its own.
 */
export type RelayAnswer =
  | { readonly kind: 'unknown' | 'waiting' }
  | { readonly kind: 'answered'; readonly result: RelayResult }
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Ask for a call to be sent; `answer` tells what became of it. A signal, because any number of them may wait their turn: a server holds ten open
 * updates of a workflow at most.
 */
export const requestSignal = defineSignal<[RelayRequest]>('request')

/** Where the request with this id is. */
export const answerQuery = defineQuery<RelayAnswer, [string]>('answer')

/** What the sender has done lately, newest last, and how many requests wait. */
export const sentQuery = defineQuery<{ readonly waiting: number; readonly sent: readonly SentRequest[] }>('sent')
