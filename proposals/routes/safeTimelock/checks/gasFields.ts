import { zeroAddress } from 'viem'
import { defineQuestion, error } from '../../../checks/question.js'
import type { SafeTimelockFacts } from './routeFacts.js'

/** Demand gas fields of zero: anything else pays out of the Safe, or lets a failing call spend the nonce. */
export const gasFields = defineQuestion<SafeTimelockFacts>({
  name: 'gas-fields-zero',
  question: 'Are all gas fields, the gas token and the refund receiver zero?',
  objections: ({ proposal }) =>
    [...proposal.route.rounds, proposal.route.rejection].flatMap(({ purpose, transaction }) => [
      ...(['safeTxGas', 'baseGas', 'gasPrice'] as const)
        .filter((field) => transaction[field] !== '0')
        .map((field) => error(`The ${purpose} round has ${field} ${transaction[field]}; it must be 0.`)),
      ...(['gasToken', 'refundReceiver'] as const)
        .filter((field) => transaction[field] !== zeroAddress)
        .map((field) => error(`The ${purpose} round has ${field} ${transaction[field]}; it must be the zero address.`)),
    ]),
  passes: () => 'Nothing is refunded out of the Safe, and a failing call keeps the nonce.',
})
