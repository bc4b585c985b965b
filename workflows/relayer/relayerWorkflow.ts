import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  isCancellation,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { PreparedTransaction } from '../../activities/transactionActivities.js'
import type { RelayRequest, RelayResult } from '../../activities/chain/relayRequest.js'
import type { Activities } from '../../activities/index.js'
import { chainWriteOptions, type Timeouts, waitOptions } from '../activityOptions.js'
import { failureText } from '../proposal/failureText.js'
import { answerQuery, requestSignal, type SentRequest, sentQuery } from './messages.js'

/** One sender of one chain. `sent` carries the latest answers over a continue-as-new. */
export interface RelayerWorkflowInput {
  readonly chainId: number
  readonly address: string
  readonly timeouts: Timeouts
  /** How long a transaction may wait for a block before its fee is raised. */
  readonly bumpAfter: string
  readonly sent?: readonly SentRequest[]
  /** Requests that could not be served, with why, newest last. */
  readonly failed?: readonly { readonly requestId: string; readonly reason: string }[]
}

/** Prices that one nonce is offered at: 1.25^15 is 28 times the first, and then it waits for the market to come down. */
const MAX_PRICES = 16

/** How long the last price is waited for at a time: a stuck transaction of months stays a short history. */
const LAST_PRICE_WAIT = '1d'

/** Characters of an answer's reason: 400 of them fit into what a new run is started with. */
const MAX_REASON_CHARACTERS = 2_000

/** Characters of a request's id. */
const MAX_ID_CHARACTERS = 300

/** Hex digits of a call's data: all prices of one nonce together, signed, are an argument of `confirmTransaction`, which holds 2 MiB. */
const MAX_DATA_CHARACTERS = 100_000

/** Answers that are remembered, so that a request which comes again is not sent again. */
const REMEMBERED = 200

/**
 * Serialise everything that one account sends: the entity behind `nonce/<chain id>/<address>`. A request comes as a signal, and its answer is
 * asked for by a query, so that any number of requests may wait their turn.
 *
 * ```
 * request ─▶ reserve nonce ─▶ prepare and sign ─▶ broadcast ─▶ confirm ─▶ answer
 *                 ▲                                  ▲            │ stuck: raise the fee, or free the nonce where the call reverts by now
 *                 │                                  └────────────┤
 *                 └───────────────────────────────────────────────┘ replaced by a foreign transaction
 * ```
 *
 * Each step is recorded before the next begins, so that a worker killed anywhere sends nothing twice. A step before `confirm` that does not succeed
 * in a quarter of an hour fails its request. Bytes whose broadcast was not answered are replaced by the next request, which gets the same nonce; where
 * they are in a block by then, it goes on with the next nonce, and its own call is refused where it would only do the same again.
 */
export async function relayerWorkflow(input: RelayerWorkflowInput): Promise<never> {
  const { timeouts, bumpAfter } = input
  const from = input.address as `0x${string}`
  const writes = proxyActivities<Activities>(chainWriteOptions(timeouts))
  const waits = proxyActivities<Activities>(waitOptions(timeouts))
  const sent = new Map((input.sent ?? []).map(({ requestId, result }) => [requestId, result]))
  const failed = new Map((input.failed ?? []).map(({ requestId, reason }) => [requestId, reason]))
  const waiting = new Map<string, Promise<RelayResult>>()
  let last: Promise<unknown> = Promise.resolve()

  async function send({ market, call, purpose }: RelayRequest): Promise<RelayResult> {
    for (;;) {
      const { nonce } = await writes.reserveNonce({ market, from })
      const transactions: PreparedTransaction[] = []
      try {
        transactions.push(await writes.prepareTransaction({ market, from, nonce, call, purpose }))
      } catch (error) {
        const reason = revertText(error)
        if (reason === undefined) throw error
        return { outcome: 'refused', hash: null, reason: reason.slice(0, MAX_REASON_CHARACTERS) }
      }
      for (;;) {
        const transaction = transactions.at(-1) as PreparedTransaction
        const sent = await writes.broadcastTransaction({ market, transaction })
        if (sent?.outcome === 'underpriced' && transactions.length < MAX_PRICES) {
          transactions.push(await writes.prepareReplacement({ market, stuck: transaction, call, purpose }))
          continue
        }
        const isLastPrice = transactions.length >= MAX_PRICES
        const wait = isLastPrice ? LAST_PRICE_WAIT : bumpAfter
        const confirmed = await waits.confirmTransaction({ market, transactions, bumpAfter: wait })
        if (confirmed.outcome === 'replaced') break
        if (confirmed.outcome === 'stuck') {
          if (isLastPrice) continue
          transactions.push(await writes.prepareReplacement({ market, stuck: transaction, call, purpose }))
          continue
        }
        const isGapFill = transactions.find(({ hash }) => hash === confirmed.hash)?.isGapFill ?? false
        if (isGapFill)
          return { outcome: 'refused', hash: confirmed.hash, reason: 'it was stuck, and would have reverted by then' }
        return { outcome: confirmed.outcome, hash: confirmed.hash, reason: null }
      }
    }
  }

  /** Serve a request once, after those that came before it. */
  async function serve(request: RelayRequest): Promise<RelayResult> {
    const turn = last
    const answer = (async () => {
      await turn.catch(() => undefined)
      return send(request)
    })()
    last = answer
    waiting.set(request.requestId, answer)
    try {
      const result = await answer
      sent.set(request.requestId, result)
      forget(sent)
      return result
    } finally {
      waiting.delete(request.requestId)
    }
  }

  setHandler(sentQuery, () => ({ waiting: waiting.size, sent: [...sent].map(([requestId, result]) => ({ requestId, result })) }))
  setHandler(answerQuery, (requestId) => {
    const result = sent.get(requestId)
    if (result !== undefined) return { kind: 'answered', result }
    const reason = failed.get(requestId)
    if (reason !== undefined) return { kind: 'failed', reason }
    return { kind: waiting.has(requestId) ? 'waiting' : 'unknown' }
  })
  setHandler(requestSignal, async (request) => {
    const { requestId } = request
    // A request that comes again, from this or another worker, joins the first.
    if (sent.has(requestId) || failed.has(requestId) || waiting.has(requestId)) return
    try {
      assertForm(request)
      await serve(request)
    } catch (error) {
      if (isCancellation(error)) throw error
      failed.set(requestId, failureText(error))
      forget(failed)
    }
  })

  await condition(() => workflowInfo().continueAsNewSuggested && waiting.size === 0)
  await condition(allHandlersFinished)
  return continueAsNew<typeof relayerWorkflow>({
    ...input,
    sent: [...sent].map(([requestId, result]) => ({ requestId, result })),
    failed: [...failed].map(([requestId, reason]) => ({ requestId, reason })),
  })
}

/** Keep the newest answers. */
function forget(answers: Map<string, unknown>): void {
  for (const requestId of answers.keys()) if (answers.size > REMEMBERED) answers.delete(requestId)
}

/** @throws {ApplicationFailure} of type MALFORMED_REQUEST */
function assertForm({ requestId, call }: RelayRequest): void {
  const isForm = requestId !== '' && requestId.length <= MAX_ID_CHARACTERS && /^0x([0-9a-fA-F]{2})*$/.test(call.data)
  if (isForm && call.data.length <= MAX_DATA_CHARACTERS) return
  throw ApplicationFailure.nonRetryable(
    `A request needs an id, and a call of whole bytes, at most ${MAX_DATA_CHARACTERS / 2} of them.`,
    'MALFORMED_REQUEST',
  )
}

function revertText(error: unknown): string | undefined {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) return undefined
  return error.cause.type === 'TRANSACTION_REVERTS' ? error.cause.message : undefined
}
