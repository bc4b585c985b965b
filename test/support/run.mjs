// `npm test` on a clone without node_modules: installs, compiles, gets Temporal and the contracts once, then runs Jest.
// Arguments go to Jest: `npm test -- test/models`. `--long` (first) runs every suite whole, `npm run test:long`: each
// kill point, and all random cases of which `npm test` tries a seeded sample.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install, root } from '../../local/install.mjs'

install()
const prepared = spawnSync(process.execPath, [join(root, 'dist', 'local', 'prepare.js')], { cwd: root, stdio: 'inherit' })
if (prepared.status !== 0) process.exit(prepared.status ?? 1)

const isLong = process.argv[2] === '--long'
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
const outputFile = join(folder, 'results.json')
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
const args = [
  // Fewer collections of what lives for a moment.
  '--max-semi-space-size=64',
  '--experimental-vm-modules',
  '--no-warnings',
  jest,
  '--json',
  `--outputFile=${outputFile}`,
  ...process.argv.slice(isLong ? 3 : 2),
]
const env = isLong ? { ...process.env, PLIMSOLL_TEST_LONG: '1' } : process.env
// --json prints the results to standard output too; the readable report goes to standard error.
const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(readFileSync(outputFile, 'utf8'))
  const failed = numFailedTests === 0 ? numFailedTestSuites : numFailedTests
  console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`)
} catch {
  console.log('0 passed, 1 failed')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(status ?? 1)
