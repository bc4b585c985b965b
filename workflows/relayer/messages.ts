import { defineQuery, defineUpdate } from '@temporalio/workflow'
import type { RelayRequest, RelayResult } from '../../activities/chain/relayRequest.js'

/** An answered request. */
export interface SentRequest {
  readonly requestId: string
  readonly result: RelayResult
}

/** Send a call and wait until it is confirmed. One at a time for each sender. */
export const sendUpdate = defineUpdate<RelayResult, [RelayRequest]>('send')

/** What the sender has done lately, newest last, and how many requests wait. */
export const sentQuery = defineQuery<{ readonly waiting: number; readonly sent: readonly SentRequest[] }>('sent')
