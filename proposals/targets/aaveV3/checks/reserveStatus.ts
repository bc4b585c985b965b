import { hasPrice } from '../../../../models/book/book.js'
import { subjectsOf } from '../../../../core/parameters.js'
import { sameHex } from '../../../../core/hex.js'
import type { AaveV3State } from '../aaveV3State.js'
import { defineCheck, error } from '../../../checks/defineCheck.js'

/**
 * Leave reserves alone that somebody has frozen, paused or taken out: setting LTV of a frozen one only sets it aside for later, and
 * setting that of one whose LTV is set aside deletes it. One without a price is left alone too.
 */
export const reserveStatus = defineCheck<AaveV3State>({
  name: 'reserve-status',
  question: 'Is every reserve that changes active and priced, not frozen, not paused, and without a parked LTV?',
  objections: ({ proposal, live }) =>
    subjectsOf(proposal.changes).flatMap(({ subject: asset, address }) => {
      const reserve = live.market.reserves.find((candidate) => sameHex(candidate.address, address))
      if (reserve === undefined) return [error(`${asset} (${address}) is not a reserve of the market.`)]
      return [
        ...(reserve.isActive ? [] : [error(`${asset} is not active.`)]),
        ...(reserve.isFrozen ? [error(`${asset} is frozen.`)] : []),
        ...(reserve.isPaused ? [error(`${asset} is paused.`)] : []),
        ...(reserve.parkedLtvBps === undefined
          ? []
          : [error(`An LTV of ${reserve.parkedLtvBps} bps of ${asset} is parked, and the change would delete it.`)]),
        ...(hasPrice(reserve) ? [] : [error(`The market's oracle has no price for ${asset}.`)]),
      ]
    }),
  passes: ({ proposal }) =>
    `${subjectsOf(proposal.changes)
      .map(({ subject }) => subject)
      .join(', ')}: active and priced, not frozen, not paused, no LTV parked.`,
})
