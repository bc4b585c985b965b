import { encodeAbiParameters, encodeFunctionData, type Hex, keccak256, parseAbi } from 'viem'
import type { Call } from '../../../../proposals/call.js'

export const toyVoteAbi = parseAbi([
  'function mover() view returns (address)',
  'function councillor() view returns (address)',
  'function voteSeconds() view returns (uint64)',
  'function quorum() view returns (uint32)',
  'function voters() view returns (address[])',
  'function idOf(bytes32 key) view returns (uint256)',
  'function motion(uint256 id) view returns (uint64 closesAt, uint32 votes, bool isEnacted, bool isWithdrawn)',
  'function contentOf(address[] targets, bytes[] payloads) pure returns (bytes32)',
  'function move(bytes32 key, address[] targets, bytes[] payloads)',
  'function vote(uint256 id)',
  'function enact(uint256 id, address[] targets, bytes[] payloads)',
  'function withdraw(bytes32 key)',
  'event Moved(bytes32 indexed key, bytes32 content)',
  'event Voted(uint256 indexed id, address voter)',
  'event Enacted(uint256 indexed id)',
  'event Withdrawn(uint256 indexed id)',
])

/** Targets and calldata, as the chamber takes them. */
export function listsOf(calls: readonly Call[]): [Hex[], Hex[]] {
  return [calls.map(({ to }) => to), calls.map(({ data }) => data)]
}

/** Hash what a motion calls, as `contentOf` does. */
export function contentOf(calls: readonly Call[]): Hex {
  return keccak256(encodeAbiParameters([{ type: 'address[]' }, { type: 'bytes[]' }], listsOf(calls)))
}

/** Make the call that moves a motion. */
export function moveCall(chamber: Hex, key: Hex, calls: readonly Call[]): Call {
  const data = encodeFunctionData({ abi: toyVoteAbi, functionName: 'move', args: [key, ...listsOf(calls)] })
  return { to: chamber, value: '0', data }
}

/** Make the call that withdraws a motion. */
export function withdrawCall(chamber: Hex, key: Hex): Call {
  return { to: chamber, value: '0', data: encodeFunctionData({ abi: toyVoteAbi, functionName: 'withdraw', args: [key] }) }
}

/** Make the call that enacts a motion: by the id that the chain gave it. */
export function enactCall(chamber: Hex, id: bigint, calls: readonly Call[]): Call {
  const data = encodeFunctionData({ abi: toyVoteAbi, functionName: 'enact', args: [id, ...listsOf(calls)] })
  return { to: chamber, value: '0', data }
}
