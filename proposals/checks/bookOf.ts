import type { Book } from '../../models/book/book.js'
import type { ChainState } from '../targets/chainState.js'
import { targetOf } from '../targets/registry.js'
import type { CheckContext } from './check.js'

const books = new WeakMap<ChainState, Book>()

/** Write a market that a check looks at in words of no protocol: the live one by default. Several checks ask for one. */
export function bookOf({ proposal, live }: Pick<CheckContext, 'proposal' | 'live'>, state: ChainState = live.market): Book {
  const known = books.get(state)
  if (known !== undefined) return known
  const book = targetOf(proposal.target).bookOf(state)
  books.set(state, book)
  return book
}
