import type { ExitName } from './exitCodes.js'

/** Error codes by what they mean for a script. A code that stands nowhere is `unexpected`. */
const CODES_BY_EXIT: Partial<Record<ExitName, readonly string[]>> = {
  usage: ['USAGE', 'PROPOSAL_AMBIGUOUS', 'CONFIRMATION_NEEDED', 'INVALID_INSTANT', 'INPUT_FILE_UNREADABLE', 'INPUT_FILE_INVALID'],
  configuration: [
    'CONFIG_FILE_UNREADABLE',
    'CONFIG_HOLDS_SECRET',
    'CONFIG_INVALID',
    'CONFIG_SYNTAX_INVALID',
    'ENVIRONMENT_VARIABLE_MISSING',
    'INVALID_PRIVATE_KEY',
    'RPC_URL_INVALID',
    'BASE_URL_INVALID',
    'SCHEDULE_NOT_CONFIGURED',
    'SYNTHETIC_VARIANCE_UNSTABLE',
    'CSV_ASSET_COLUMN_NEEDED',
  ],
  chain: [
    'CHAIN_UNREACHABLE',
    'CHAIN_READ_FAILED',
    'WRONG_CHAIN',
    'OTHER_CHAIN',
    'CONTRACT_READ_FAILED',
    'CODE_MISSING',
    'LOGS_UNAVAILABLE',
    'UNSUPPORTED_AAVE_MARKET',
    'UNSUPPORTED_SAFE_VERSION',
  ],
  temporal: ['TEMPORAL_UNREACHABLE', 'TEMPORAL_NAMESPACE_MISSING', 'SEARCH_ATTRIBUTES_UNAVAILABLE', 'WORKER_MISSING'],
  notFound: [
    'MARKET_NOT_CONFIGURED',
    'UNKNOWN_MARKET',
    'PROPOSAL_NOT_FOUND',
    'SCHEDULE_MISSING',
    'REPORT_MISSING',
    'EVIDENCE_MISSING',
    'NO_RUN_TO_RESUME',
    'NO_SAFE_WALLET',
  ],
  refused: [
    'SCHEDULE_EXISTS',
    'NOT_CONFIRMED',
    'NOT_AN_OWNER',
    'SIGNER_NOT_OWNER',
    'ALREADY_SIGNED',
    'DUPLICATE_SIGNER',
    'MALFORMED_SIGNATURE',
    'UNSUPPORTED_SIGNATURE_KIND',
    'NOT_SIGNING',
    'WRONG_HASH',
    'NOT_A_DECIDER',
    'NOT_OPEN',
    'WRONG_PROPOSAL',
    'TOO_MANY_ATTEMPTS',
    'NO_SUCH_ROUND',
    'WRONG_VERDICT',
    'NOT_A_CANCELLER',
    'NOTHING_TO_VETO',
  ],
  failed: [
    'SAFE_HASH_MISMATCH',
    'NOT_THE_CONFIGURED_ROUTE',
    'ROLE_MISSING',
    'CHECKS_FAILED',
    'EVIDENCE_ALTERED',
    'NOT_A_TARGET_CALL',
    'NOT_A_TIMELOCK_CALL',
    'VETO_FAILED',
  ],
  run: ['RECALIBRATION_FAILED'],
  local: [
    'TEMPORAL_SERVER_UNAVAILABLE',
    'ANVIL_UNAVAILABLE',
    'PORT_UNAVAILABLE',
    'PROCESS_DID_NOT_START',
    'ALREADY_RUNNING',
    'CONTRACT_COMPILATION_FAILED',
    'NO_REFERENCE_PRICE',
    'LOCAL_CONTRACTS_MISSING',
  ],
}

const EXIT_BY_CODE = new Map(
  Object.entries(CODES_BY_EXIT).flatMap(([exit, codes]) => codes.map((code) => [code, exit as ExitName] as const)),
)

/** Tell what an error's stable code means for a script. */
export function exitNameOf(code: string): ExitName {
  return EXIT_BY_CODE.get(code) ?? 'unexpected'
}
