// `node test/support/recordHistories.mjs`: records test/histories again, until the first git tag. The suites that record run
// once; only if all of them pass do the new histories take the old ones' place. From the first tag on it refuses: see
// docs/decisions/2026-11-28-histories-are-recorded-again-until-the-first-tag.md.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install, root } from '../../local/install.mjs'

const tags = execFileSync('git', ['tag', '--list'], { cwd: root, encoding: 'utf8' }).trim()
if (tags !== '') {
  console.error(`Histories are not recorded again after a release (${tags.replaceAll('\n', ', ')}): patch the workflow instead.`)
  process.exit(1)
}
install()

const histories = join(root, 'test', 'histories')
const suites = readdirSync(join(root, 'test', 'workflows'))
  .map((name) => join('test', 'workflows', name))
  .filter((path) => path.endsWith('.test.ts') && /await recordHistory\(/.test(readFileSync(join(root, path), 'utf8')))
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-histories-'))
try {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
  const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...suites], {
    cwd: root,
    env: { ...process.env, PLIMSOLL_RECORD_HISTORIES: folder },
    stdio: 'inherit',
  })
  if (status === 0) {
    rmSync(histories, { recursive: true })
    cpSync(folder, histories, { recursive: true })
    console.log(`Recorded ${readdirSync(histories).length} histories. Now run test/workflows/replay.test.ts.`)
  } else {
    console.error('A suite failed: no history was replaced.')
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
