import type { Abi } from 'viem'

/** An error of a contract's ABI. */
export type AbiError = Extract<Abi[number], { readonly type: 'error' }>
