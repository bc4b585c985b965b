import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { EXIT_CODES, exitCodeHelp } from '../../cli/exitCodes.js'
import { ERROR_KINDS, type ErrorKind, kindInDetails } from '../../core/errors/errorKind.js'

describe('EXIT_CODES', () => {
  it('behavior: stable, since scripts depend on them', () => {
    expect(Object.fromEntries(Object.entries(EXIT_CODES).map(([name, { code }]) => [name, code]))).toEqual({
      ok: 0,
      unexpected: 1,
      differs: 1,
      usage: 2,
      configuration: 3,
      chain: 4,
      temporal: 5,
      notFound: 6,
      refused: 7,
      failed: 8,
      run: 9,
      local: 10,
      service: 11,
      interrupted: 130,
      terminated: 143,
    })
  })

  it('behavior: every one is in the help', () => {
    for (const { meaning } of Object.values(EXIT_CODES)) expect(exitCodeHelp()).toContain(meaning)
  })
})

/** Folders whose errors can reach the command line. */
const ROOMS = ['activities', 'bench', 'cli', 'client', 'config', 'core', 'local', 'models', 'proposals', 'worker', 'workflows']

/** Classes whose code is known when they are made: what they stand for brings its own kind. */
const MADE_OF_OTHERS = ['ProposalRefused', 'RemoteTaskFailed']

/** What each stable code means for a script. A code that moves to another kind breaks scripts. */
const CODES_BY_KIND: Readonly<Record<ErrorKind, readonly string[]>> = {
  usage: [
    'CONFIRMATION_NEEDED',
    'INPUT_FILE_INVALID',
    'INPUT_FILE_UNREADABLE',
    'INVALID_INPUT',
    'NOT_A_WORKFLOW_CALL',
    'OUTPUT_FILE_UNWRITABLE',
    'POLICY_NOT_BACKTESTED',
    'PROPOSAL_AMBIGUOUS',
    'UNKNOWN_BENCHMARK',
    'UNKNOWN_SHOCK_ASSET',
  ],
  configuration: [
    'BACKTEST_UNREADABLE',
    'BASE_URL_INVALID',
    'CONFIG_FILE_UNREADABLE',
    'CONFIG_HOLDS_SECRET',
    'CONFIG_INVALID',
    'CONFIG_SYNTAX_INVALID',
    'CSV_ASSET_COLUMN_NEEDED',
    'ENVIRONMENT_VARIABLE_MISSING',
    'INVALID_PRIVATE_KEY',
    'MISSING_TARGET_CONTRACT',
    'OTHER_RELAYER_KEY',
    'RELAYER_ABSENT',
    'RPC_URL_INVALID',
    'SCHEDULE_NOT_CONFIGURED',
    'SERVICE_KEY_MISSING',
    'SERVICE_NOT_CONFIGURED',
    'SERVICE_UNKNOWN_FOR_CHAIN',
    'SERVICE_URL_INVALID',
    'SYNTHETIC_VARIANCE_UNSTABLE',
    'TEMPORAL_SETTINGS_INVALID',
    'UNKNOWN_SOURCE',
    'VENUE_SYMBOL_UNKNOWN',
    'VENUE_UNKNOWN',
    'VENUE_UNSUITABLE',
  ],
  chain: [
    'BLOCK_REPLACED',
    'CHAIN_UNREACHABLE',
    'CODE_MISSING',
    'CONTRACT_READ_FAILED',
    'LOGS_UNAVAILABLE',
    'LOG_PLAN_TOO_SMALL',
    'NODES_DISAGREE',
    'NODE_LAGGING',
    'OTHER_CHAIN',
    'RPC_ANSWER_IMPOSSIBLE',
    'RPC_ANSWER_TOO_LARGE',
    'RPC_ANSWER_UNREADABLE',
    'RPC_FAILED',
    'RPC_RATE_LIMITED',
    'RPC_REFUSED',
    'RPC_TIMED_OUT',
    'RPC_UNAVAILABLE',
    'SIMULATION_TIMED_OUT',
    'SIMULATION_UNAVAILABLE',
    'STATUS_UNCLEAR',
    'UNSUPPORTED_AAVE_MARKET',
    'UNSUPPORTED_SAFE_VERSION',
    'WRONG_CHAIN',
  ],
  temporal: [
    'SEARCH_ATTRIBUTES_UNAVAILABLE',
    'TEMPORAL_NAMESPACE_MISSING',
    'TEMPORAL_UNREACHABLE',
    'WORKER_MISSING',
    'WORKER_STOPPING',
  ],
  service: [
    'SERVICE_ANSWER_UNREADABLE',
    'SERVICE_LOST_TRANSACTION',
    'SERVICE_RATE_LIMITED',
    'SERVICE_REFUSED',
    'SERVICE_TIMED_OUT',
    'SERVICE_UNAUTHORISED',
    'SERVICE_UNAVAILABLE',
  ],
  notFound: [
    'EVIDENCE_MISSING',
    'MARKET_NOT_CONFIGURED',
    'NO_RUN_TO_RESUME',
    'NO_SAFE_WALLET',
    'PROPOSAL_NOT_FOUND',
    'REPORT_MISSING',
    'SCHEDULE_MISSING',
    'UNKNOWN_MARKET',
  ],
  refused: [
    'ACCOUNT_NOT_OWNER',
    'ALREADY_SIGNED',
    'ANOTHER_PROPOSAL',
    'CONTRACT_SIGNATURE_REJECTED',
    'DELEGATE_IS_OWNER',
    'DELEGATE_NOT_REGISTERED',
    'DUPLICATE_SIGNER',
    'HASH_NOT_APPROVED',
    'MALFORMED_SIGNATURE',
    'NOTHING_TO_VETO',
    'NOT_AN_OWNER',
    'NOT_A_CANCELLER',
    'NOT_ON_THIS_ROUTE',
    'NOT_A_DECIDER',
    'NOT_CONFIRMED',
    'NOT_SIGNING',
    'OWNER_REMOVED',
    'RECALIBRATION_RUNNING',
    'REGISTRAR_NOT_OWNER',
    'SAFE_NONCE_NOT_REACHED',
    'SAFE_NONCE_USED',
    'SAFE_QUEUE_TOO_LONG',
    'SCHEDULE_EXISTS',
    'SIGNATURE_FOR_ANOTHER_CHAIN',
    'SIGNATURE_FOR_ANOTHER_NONCE',
    'SIGNATURE_FOR_ANOTHER_SAFE',
    'SIGNER_NOT_OWNER',
    'TOO_FEW_SIGNATURES',
    'UNSUPPORTED_SIGNATURE_KIND',
  ],
  failed: [
    'CALL_NOT_RELAYED',
    'EVIDENCE_ALTERED',
    'EXEC_ENCODING_MISMATCH',
    'MISMATCHED_PROPOSAL_PARTS',
    'NOT_A_TARGET_CALL',
    'NOT_A_TIMELOCK_CALL',
    'NOT_THE_CONFIGURED_ROUTE',
    'DRAFTED_FOR_ANOTHER',
    'NOT_OF_ITS_DRAFT',
    'PROPOSAL_OF_ANOTHER_BUILD',
    'INCOMPLETE_CHANGE',
    'PART_NOT_ADDED',
    'UNKNOWN_POLICY',
    'UNKNOWN_ROUTE',
    'UNKNOWN_TARGET',
    'PROPOSAL_MISSTATED',
    'RELAYER_ELSEWHERE',
    'RELAY_FAILED',
    'REPORT_OF_ANOTHER',
    'SAFE_HASH_MISMATCH',
    'SERVICE_ANSWERED_OTHER_HASH',
    'SIMULATION_OF_ANOTHER',
    'TRANSACTION_REFUSED',
    'TRANSACTION_REVERTS',
    'TRANSACTION_TOO_COSTLY',
    'VETO_FAILED',
  ],
  run: [
    'ASSET_NOT_CARRIED',
    'BAR_AFTER_AS_OF',
    'COMPUTE_ENTRY_MISSING',
    'COMPUTE_POOL_CLOSED',
    'CSV_ASSET_MISSING',
    'CSV_FILE_UNREADABLE',
    'CSV_HEADER_INVALID',
    'CSV_ROW_MALFORMED',
    'CSV_TIME_ORDER',
    'CSV_VALUE_INVALID',
    'DEGENERATE_SERIES',
    'EVIDENCE_STORE_UNAVAILABLE',
    'INCONSISTENT_STATE',
    'INVALID_MATRIX',
    'INVALID_PARAMETER',
    'INVALID_SERIES_VALUE',
    'MISALIGNED_SERIES',
    'NOTHING_TO_PROPOSE',
    'NOT_CONVERGED',
    'NOT_POSITIVE_SEMIDEFINITE',
    'NO_CLOSED_BARS',
    'NO_IMPLIED_VALUES',
    'QUALITY_INPUT',
    'SERIES_TOO_SHORT',
    'SINGULAR_INFORMATION',
    'SOURCE_ANSWER_UNREADABLE',
    'SOURCE_BAR_INVALID',
    'SOURCE_PAGES_DISAGREE',
    'SOURCE_RATE_LIMITED',
    'SOURCE_REFUSED',
    'SOURCE_TIMED_OUT',
    'SOURCE_UNAVAILABLE',
    'UNKNOWN_COMPUTE_TASK',
  ],
  local: [
    'ALREADY_RUNNING',
    'ANVIL_UNAVAILABLE',
    'CONTRACT_COMPILATION_FAILED',
    'LOCAL_CONTRACTS_MISSING',
    'LOCAL_TRANSACTIONS_NOT_MINED',
    'LOCAL_TRANSACTION_REVERTED',
    'NOT_A_LOCAL_RUN',
    'NO_REFERENCE_PRICE',
    'PORT_UNAVAILABLE',
    'PROCESS_DID_NOT_START',
    'RUN_FOLDER_UNUSABLE',
    'SAFE_INFRASTRUCTURE_MISMATCH',
    'TEMPORAL_SERVER_UNAVAILABLE',
  ],
}

interface DeclaredError {
  readonly name: string
  readonly code: string
  readonly kind: string
}

/** Every error class of the source with the code and the kind that its body declares. */
function declaredErrors(): DeclaredError[] {
  const sources = ROOMS.flatMap((room) =>
    readdirSync(join(projectRoot(), room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(projectRoot(), room, file), 'utf8')),
  )
  return sources.flatMap((source) =>
    [...source.matchAll(/^(?:export )?class (\w+) extends \w*Error\b.*\{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => ({
      name,
      code: /^ {2}readonly code = '([A-Z0-9_]+)'$/m.exec(body)?.[1] ?? '',
      kind: /^ {2}readonly kind = '(\w+)'$/m.exec(body)?.[1] ?? '',
    })),
  )
}

describe('the kind of an error', () => {
  const errors = declaredErrors()

  it('property: every error class of the source declares its code and its kind, as scripts know them', () => {
    const declared = errors.filter(({ name }) => !MADE_OF_OTHERS.includes(name)).map(({ code, kind }) => `${code}: ${kind}`)
    const pinned = Object.entries(CODES_BY_KIND).flatMap(([kind, codes]) => codes.map((code) => `${code}: ${kind}`))
    expect([...new Set(declared)].sort()).toEqual(pinned.sort())
    expect(errors.length).toBeGreaterThan(150)
  })

  it('behavior: an error that stands for others takes its kind from them', () => {
    expect(
      errors
        .filter(({ code }) => code === '')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(MADE_OF_OTHERS)
  })

  it('property: the exit code follows from the kind', () => {
    expect(Object.keys(CODES_BY_KIND).sort()).toEqual([...ERROR_KINDS].sort())
    // Above 1, which is an error that nobody foresaw.
    expect([...new Set(ERROR_KINDS.map((kind) => EXIT_CODES[kind].code))].sort((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ])
  })

  it.each([
    [[{ kind: 'chain' }], 'chain'],
    [[{ kind: 'chain' }, 'more'], 'chain'],
    [[{ kind: 'noSuchKind' }], undefined],
    [['chain'], undefined],
    [[null], undefined],
    [[], undefined],
    [undefined, undefined],
    [null, undefined],
  ])('default: the details %j of a failure are of kind %s', (details, kind) => {
    expect(kindInDetails(details)).toBe(kind)
  })
})
