import { mapRead, thenRead } from '../../../../proposals/read/combinePlans.js'
import { readContract, readContracts } from '../../../../proposals/read/readContracts.js'
import type { ReadBlock, ReadPlan } from '../../../../proposals/read/readPlan.js'
import type { PulsedStatus } from '../../../../proposals/routes/route.js'
import type { RouteStatus } from '../../../../proposals/routes/routeStatus.js'
import { toyVoteAbi } from './toyVoteAbi.js'
import type { ToyVoteBinding, ToyVoteConfig, ToyVoteState } from './toyVoteForms.js'

type Motion = readonly [closesAt: bigint, votes: number, isEnacted: boolean, isWithdrawn: boolean]

export function statePlan({ chamber }: ToyVoteConfig): ReadPlan<ToyVoteState> {
  const of = { address: chamber, abi: toyVoteAbi } as const
  const reads = readContracts([
    { ...of, functionName: 'mover' },
    { ...of, functionName: 'councillor' },
    { ...of, functionName: 'voters' },
    { ...of, functionName: 'quorum' },
    { ...of, functionName: 'voteSeconds' },
  ])
  return mapRead(reads, ([mover, councillor, voters, quorum, voteSeconds], { number, timestampSeconds }) => ({
    kind: 'toyVote',
    block: { number: number.toString(), timestampSeconds },
    chamber,
    mover,
    councillor,
    voters: [...voters],
    quorum,
    voteSeconds: Number(voteSeconds),
  }))
}

/** Read the id that the chain gave a motion; 0 before it is moved. */
export function idPlan({ chamber, key }: Pick<ToyVoteBinding, 'chamber' | 'key'>): ReadPlan<bigint> {
  return readContract({ address: chamber, abi: toyVoteAbi, functionName: 'idOf', args: [key] })
}

/** Read a motion by its key. */
export function motionPlan(binding: ToyVoteBinding): ReadPlan<{ id: bigint; motion: Motion; quorum: number }> {
  const of = { address: binding.chamber, abi: toyVoteAbi } as const
  return thenRead(idPlan(binding), (id) =>
    mapRead(
      readContracts([
        { ...of, functionName: 'motion', args: [id] },
        { ...of, functionName: 'quorum' },
      ]),
      ([motion, quorum]) => ({ id, motion, quorum }),
    ),
  )
}

export function pulsedStatusPlan({ binding }: { binding: ToyVoteBinding }): ReadPlan<PulsedStatus> {
  return mapRead(motionPlan(binding), ({ id, motion, quorum }, block) => {
    const [closesAt, votes, isEnacted, isWithdrawn] = motion
    const isClosed = BigInt(block.timestampSeconds) >= closesAt
    const pulse = [id, closesAt, votes, isEnacted, isWithdrawn, isClosed].join('/')
    const at = (phase: string, step: number, over: Partial<RouteStatus> = {}) => ({
      pulse,
      status: statusAt(block, phase, step, { readyAtSeconds: id === 0n ? null : Number(closesAt), ...over }),
    })
    if (id === 0n) return at('drafted', 0)
    if (isEnacted) return at('enacted', 3, { outcome: 'executed' })
    if (isWithdrawn) return at('withdrawn', 3, { outcome: 'cancelled', because: 'the councillor withdrew it' })
    if (!isClosed) return at('voting', 1)
    if (votes < quorum) return at('lost', 3, { outcome: 'rejected', because: 'the vote was lost' })
    return at('carried', 2)
  })
}

function statusAt(block: ReadBlock, phase: string, step: number, over: Partial<RouteStatus>): RouteStatus {
  const { number, timestampSeconds } = block
  return {
    phase,
    step,
    outcome: null,
    because: null,
    readyAtSeconds: null,
    transactionHash: null,
    block: { number: number.toString(), timestampSeconds },
    ...over,
  }
}
