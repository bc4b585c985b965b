import { z } from 'zod'
import { addressSchema, hash32Schema } from '../core/schemas/wire.js'
import { marketSpecSchema } from './aave/marketSpec.js'

const safeContractsSchema = z.strictObject({
  safeSingletonAddress: addressSchema,
  safeProxyFactoryAddress: addressSchema,
  multiSendAddress: addressSchema,
  multiSendCallOnlyAddress: addressSchema,
  fallbackHandlerAddress: addressSchema,
  signMessageLibAddress: addressSchema,
  createCallAddress: addressSchema,
  simulateTxAccessorAddress: addressSchema,
})

/** One reserve of a deployed local market. */
export const deployedReserveSchema = z.strictObject({
  symbol: z.string(),
  underlying: addressSchema,
  decimals: z.int(),
  aToken: addressSchema,
  variableDebtToken: addressSchema,
  /** A `SettableFeed`, USD with 8 decimals. */
  feed: addressSchema,
})

/** The contracts of a deployed local market. */
export const deployedMarketSchema = z.strictObject({
  addressesProvider: addressSchema,
  pool: addressSchema,
  configurator: addressSchema,
  aclManager: addressSchema,
  oracle: addressSchema,
  dataProvider: addressSchema,
  reserves: z.array(deployedReserveSchema),
})

/** What was deployed on a local chain: plain JSON, stored beside the chain's state. */
export const localDeploymentSchema = z.strictObject({
  chainId: z.int(),
  genesisHash: hash32Schema,
  /** The last block of the set-up; its time is `asOfSeconds`. */
  deployedAtBlock: z.int(),
  /** Unix seconds. */
  asOfSeconds: z.int(),
  market: marketSpecSchema,
  aave: deployedMarketSchema,
  safe: z.strictObject({
    address: addressSchema,
    version: z.literal('1.4.1'),
    owners: z.array(addressSchema),
    threshold: z.int(),
    /** protocol-kit's `contractNetworks`, by chain id. */
    contractNetworks: z.record(z.string(), safeContractsSchema),
  }),
  timelock: z.strictObject({ address: addressSchema, minDelaySeconds: z.int() }),
  accounts: z.strictObject({
    deployer: addressSchema,
    owners: z.array(addressSchema),
    relayer: addressSchema,
    guardian: addressSchema,
    feedKeeper: addressSchema,
    delegate: addressSchema,
    lenders: z.array(addressSchema),
    borrowers: z.array(addressSchema),
  }),
})

export type DeployedReserve = z.infer<typeof deployedReserveSchema>
export type DeployedMarket = z.infer<typeof deployedMarketSchema>
export type LocalDeployment = z.infer<typeof localDeploymentSchema>
