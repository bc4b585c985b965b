// The functions of the entry `plimsoll/activities` as others call them: each looks at its arguments first.
import { z } from 'zod'
import { anyFunction, anyNumber, checked, checkedAsync } from '../core/checked.js'
import { impliedConfigSchema } from '../models/data/impliedConfig.js'
import { sourceConfigSchema } from '../models/data/sourceConfig.js'
import { chainClient as chainClientUnchecked } from './chain/chainClient.js'
import { keyRelayer as keyRelayerUnchecked } from './chain/relayer.js'
import { runReadPlan as runReadPlanUnchecked } from './chain/runReadPlan.js'
import { folderEvidenceStore as folderEvidenceStoreUnchecked } from './evidence/folderEvidenceStore.js'
import { createSource as createSourceUnchecked } from './sources/createSource.js'
import { createImpliedSource as createImpliedSourceUnchecked } from './sources/implied/createImpliedSource.js'

const shape = z.looseObject
const text = z.string()
const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })
const surroundings = shape({ baseDir: text, environment: anyFunction })
const evidence = shape({ put: anyFunction, get: anyFunction, putText: anyFunction, getText: anyFunction })
const viemClient = shape({ request: anyFunction, readContract: anyFunction, getBlock: anyFunction, multicall: anyFunction })

export const chainClient = checked(chainClientUnchecked, {
  input: shape({
    chainId: z.int().positive(),
    rpcUrl: url,
    witnessRpcUrl: url.optional(),
    requestTimeoutMs: anyNumber.optional(),
  }),
})
/** What `createActivities` needs, as far as its form tells. */
export const dependenciesShape = shape({
  markets: z.instanceof(Map, { error: 'must be a Map of markets' }),
  evidence,
  compute: shape({}),
  cursors: shape({}).optional(),
  listLiveProposals: anyFunction,
  relay: anyFunction,
  stopping: z.instanceof(AbortSignal).optional(),
  killPoint: anyFunction,
  secrets: z.array(text),
})
export const createImpliedSource = checked(createImpliedSourceUnchecked, { config: impliedConfigSchema, surroundings })
export const createSource = checked(createSourceUnchecked, { config: sourceConfigSchema, surroundings })
export const folderEvidenceStore = checked(folderEvidenceStoreUnchecked, { folder: text.min(1) })
export const keyRelayer = checked(keyRelayerUnchecked, { privateKey: text, variable: text })
export const runReadPlan = checkedAsync(runReadPlanUnchecked, {
  client: viemClient,
  plan: z.union([shape({ requests: z.array(shape({ kind: text })), next: anyFunction }), shape({ value: z.unknown() })]),
  options: shape({
    block: shape({ number: z.bigint() }).optional(),
    onProgress: anyFunction.optional(),
    accounts: anyFunction.optional(),
  }).optional(),
})
