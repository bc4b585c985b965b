import { getAddress, type Hex, keccak256, stringToBytes } from 'viem'

/** Make an address of a name. */
export const account = (name: string) => getAddress(keccak256(stringToBytes(name)).slice(0, 42) as Hex)

/** Named accounts of the handmade market. */
export const accounts = {
  weth: account('weth'),
  link: account('link'),
  usdc: account('usdc'),
  safe: account('safe'),
  timelock: account('timelock'),
  guardian: account('guardian'),
  relayer: account('relayer'),
  borrower: account('borrower'),
  stranger: account('stranger'),
  owners: [account('owner 1'), account('owner 2'), account('owner 3')],
} as const
