import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow'
import type { ProposalView } from '../../proposals/proposalView.js'
import { isFinal } from '../../proposals/states.js'
import { decide, signaturesFor, signingPurpose } from './decide.js'
import { followService } from './followService.js'
import { setHandlers } from './handlers.js'
import { beginLife, carriedOver, type ProposalInput, takeIn } from './life.js'
import { createRunner } from './runner.js'
import { viewOf } from './view.js'

/**
 * Carry one proposal from its draft to the verified change, or to an end that the chain agrees with.
 *
 * ```
 * drafted ─▶ awaitingSignatures ─▶ scheduled ─▶ executable ─▶ executed ─▶ verified
 *    │              │                   │             │
 *    ▼              ▼                   ▼             ▼
 *  failed         ending ──────────▶ ending ─────▶ ending ─▶ rejected | expired | superseded | vetoed | drifted | failed
 * ```
 *
 * Every wait is one heartbeating activity that asks the chain; no poll is written into the history.
 */
export async function proposalWorkflow(input: ProposalInput): Promise<ProposalView> {
  const life = beginLife(input)
  const { events } = life
  const runner = createRunner(life)
  const service = followService({
    ...input,
    collected: (purpose) => signaturesFor(life.machine, purpose).map(({ owner }) => owner),
    onSigned: (signature, threshold) => events.push({ kind: 'signed', signature, threshold }),
  })
  const view = () => viewOf(life, service.status())
  setHandlers(life, view)

  runner.startFromHere()
  service.follow(signingPurpose(life.machine))

  while (!isFinal(life.machine.state)) {
    await condition(() => events.length > 0 || workflowInfo().continueAsNewSuggested)
    if (events.length > 0) {
      takeIn(life).forEach(runner.start)
      service.follow(signingPurpose(life.machine))
      continue
    }
    // The history is long: move to a new run, once nothing is in flight.
    if (!runner.isResting()) {
      await condition(() => events.length > 0 || runner.isResting())
      continue
    }
    runner.cutShort()
    await service.stop()
    await condition(() => runner.isIdle() && allHandlersFinished())
    if (events.length === 0) return continueAsNew<typeof proposalWorkflow>({ ...input, resumed: carriedOver(life) })
    // Something was over already. What follows from it starts the next watch, unless this run ended one.
    if (runner.isUnwatched()) runner.startFromHere()
  }

  runner.endWatch()
  await service.stop()
  await condition(() => runner.isFree() && allHandlersFinished())
  for (const event of events.splice(0)) life.machine = decide(life.machine, event).machine
  return view()
}
