// Proves that package-lock.json alone, without a registry or a cache, gives every platform its programs, with npm 10 and npm 11,
// and that every package in it runs on the oldest Node that package.json admits.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NPM_VERSIONS = ['10.9.9', '11.19.1']
/** What npm must add on each platform: the chain, the test transform, the linter and the bundler are programs of the platform. */
const PLATFORMS = [
  {
    os: 'linux',
    cpu: 'x64',
    adds: [
      '@foundry-rs/anvil-linux-amd64',
      '@swc/core-linux-x64-gnu',
      '@biomejs/cli-linux-x64',
      '@rolldown/binding-linux-x64-gnu',
    ],
  },
  {
    os: 'linux',
    cpu: 'arm64',
    adds: [
      '@foundry-rs/anvil-linux-arm64',
      '@swc/core-linux-arm64-gnu',
      '@biomejs/cli-linux-arm64',
      '@rolldown/binding-linux-arm64-gnu',
    ],
  },
  {
    os: 'darwin',
    cpu: 'x64',
    adds: ['@foundry-rs/anvil-darwin-amd64', '@swc/core-darwin-x64', '@biomejs/cli-darwin-x64', '@rolldown/binding-darwin-x64'],
  },
  {
    os: 'darwin',
    cpu: 'arm64',
    adds: [
      '@foundry-rs/anvil-darwin-arm64',
      '@swc/core-darwin-arm64',
      '@biomejs/cli-darwin-arm64',
      '@rolldown/binding-darwin-arm64',
    ],
  },
]

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-lock-'))
const npm = (args, cwd, program) => {
  const [command, ...before] = program === undefined ? ['npm'] : [process.execPath, program]
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args], { cwd, encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}

/** Packages that refuse the oldest admitted Node; each is printed. */
function tooNew(semver) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const oldest = semver.minVersion(packages[''].engines.node)
  const refusing = Object.entries(packages).filter(([, { engines }]) => engines?.node && !semver.satisfies(oldest, engines.node))
  for (const [path, { version, engines }] of refusing) {
    console.error(
      `${path} ${version} wants Node ${engines.node}; package.json admits ${oldest}. Remedy: pin an older version of it.`,
    )
  }
  return refusing
}

let failures = 0
try {
  for (const version of NPM_VERSIONS) {
    const home = join(folder, `npm-${version}`)
    mkdirSync(home)
    writeFileSync(join(home, 'package.json'), '{"private":true}')
    const got = npm(['install', '--no-audit', '--no-fund', '--loglevel=error', `npm@${version}`], home)
    if (got.status !== 0) throw new Error(`npm ${version} cannot be installed:\n${got.output}`)
    const program = join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js')
    failures += tooNew(createRequire(program)('semver')).length
    for (const { os, cpu, adds } of PLATFORMS) {
      const clone = join(folder, `${version}-${os}-${cpu}`)
      mkdirSync(clone)
      for (const file of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(root, file), join(clone, file))
      const flags = [`--os=${os}`, `--cpu=${cpu}`, `--cache=${join(clone, 'cache')}`]
      const { status, output } = npm(['ci', '--dry-run', '--offline', '--engine-strict', '--no-audit', ...flags], clone, program)
      const missing = adds.filter((name) => !output.includes(`add ${name} `))
      const isFine = status === 0 && missing.length === 0
      console.log(`npm ${version} on ${os} ${cpu}: ${isFine ? `the lock file gives ${adds.join(', ')}` : 'FAILED'}`)
      if (isFine) continue
      failures += 1
      console.error(status === 0 ? `Missing: ${missing.join(', ')}.` : output)
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (failures > 0) {
  console.error(
    'Remedy: remove node_modules and package-lock.json, run `npm install` with a registry that serves every platform, commit the lock file.',
  )
  process.exit(1)
}
