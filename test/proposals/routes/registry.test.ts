import { describe, expect, it } from '@jest/globals'
import { proposalSchema } from '../../../proposals/proposal.js'
import { ROUTES, routeFor, routeOf } from '../../../proposals/routes/registry.js'
import { config, proposal } from '../support/fixture.js'
import { toyVoteRoute } from './toyVote/toyVoteRoute.js'

describe('routeOf', () => {
  it('default: the route of a kind, and the same with its configuration bound', () => {
    expect(routeOf(proposal.route).kind).toBe('safeTimelock')
    expect(routeFor(config.route).addresses()).toEqual({ safe: proposal.route.safe, timelock: proposal.route.timelock })
  })

  it('error: UnknownRoute', () => {
    expect(() => routeOf({ kind: 'carrierPigeon' })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_ROUTE', message: expect.stringContaining('carrierPigeon') }),
    )
  })

  it("error: a proposal's part must have the form of its kind, and of no other", () => {
    const { route } = proposal
    expect(proposalSchema.safeParse({ ...proposal, route: { ...route, kind: 'carrierPigeon' } }).success).toBe(false)
    expect(proposalSchema.safeParse({ ...proposal, route: { ...route, councillor: route.safe } }).success).toBe(false)
  })
})

describe('ROUTES', () => {
  it('error: a route that comes once a form was read would be missing in it', () => {
    expect(proposalSchema.safeParse(proposal).success).toBe(true)
    expect(() => ROUTES.add(toyVoteRoute)).toThrow(expect.objectContaining({ code: 'PART_NOT_ADDED' }))
  })
})
