import type { z } from 'zod'
import { unroutedProposalSchema } from './unroutedProposal.js'
import { routeBindingSchema } from './routes/registry.js'

/**
 * A change on its way: identity, bytes and hashes, all fixed before anybody is asked to sign. Its `route` has the form that the route of its
 * `kind` demands.
 */
export const proposalSchema = unroutedProposalSchema.extend({ route: routeBindingSchema })

/** @see proposalSchema */
export type Proposal = z.infer<typeof proposalSchema>
