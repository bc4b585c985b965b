import type { Address } from 'viem'

/** The target's contracts at one block, by their role in the protocol (`poolConfigurator`, `pool`, `oracle` …). */
export type TargetContracts = Readonly<Record<string, Address>>
