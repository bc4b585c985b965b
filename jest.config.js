/** Suites that walk a whole matrix: `npm run test:long` runs them, `npm test` a seeded sample of what they hold. */
const LONG_SUITES = ['\\.long\\.test\\.ts$']
const isLong = process.env.PLIMSOLL_TEST_LONG === '1'

/** Packages in whose loops the tests spend seconds. */
const HOT = [
  'csv-parse',
  'zod',
  'viem',
  '@noble/hashes',
  '@noble/curves',
  'json-canonicalize',
  'ml-matrix',
  'protobufjs',
  'pure-rand',
]

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/test/support/resolver.cjs',
  transform: { '^.+\\.[cm]?[jt]s$': '<rootDir>/test/support/transform.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(?:${HOT.join('|')})/)`],
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: isLong ? [] : LONG_SUITES,
  // Only a test that hangs reaches it, however busy the machine is: its waits end by events, or by PATIENCE_MS with what they waited for.
  testTimeout: isLong ? 3_600_000 : 900_000,
  // Most of the long tests wait for chains and servers: two at a time suit two cores.
  maxWorkers: 2,
}
