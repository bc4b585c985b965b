import { sameHex } from '../sameHex.js'
import { defineCheck, error } from './defineCheck.js'

/** Leave reserves alone that somebody has frozen, paused or taken out: setting LTV of a frozen one only sets it aside for later. */
export const reserveStatus = defineCheck({
  name: 'reserve-status',
  question: 'Is every reserve that changes active, not frozen and not paused?',
  objections: ({ proposal, live }) =>
    proposal.changes.flatMap(({ asset, address }) => {
      const reserve = live.market.reserves.find((candidate) => sameHex(candidate.address, address))
      if (reserve === undefined) return [error(`${asset} (${address}) is no reserve of the market.`)]
      return [
        ...(reserve.isActive ? [] : [error(`${asset} is not active.`)]),
        ...(reserve.isFrozen ? [error(`${asset} is frozen.`)] : []),
        ...(reserve.isPaused ? [error(`${asset} is paused.`)] : []),
      ]
    }),
  passes: ({ proposal }) => `${proposal.changes.map(({ asset }) => asset).join(', ')}: active, not frozen, not paused.`,
})
