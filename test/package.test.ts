import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../activities/process/projectRoot.js'

const root = projectRoot()
let folder: string
let installed: string
let packed: readonly string[]

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'plimsoll-package-')))
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root })
  // The build's own lines come first.
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  packed = files.map(({ path }: { path: string }) => path)
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'consumer', version: '1.0.0', private: true, type: 'module' }),
  )
  await run('npm', [
    'install',
    '--omit=dev',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    join(folder, filename),
  ])
  installed = join(folder, 'node_modules', 'plimsoll')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Run a program where the package is installed, as a user would: without what npm and Jest put into the environment. */
function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; input?: string; mayFail?: boolean } = {},
): Promise<Ran> {
  const ours =
    /^(npm_(package|lifecycle|config_(local_prefix|prefix|omit|include|json))|NODE_OPTIONS$|NODE_ENV$|INIT_CWD$|JEST_|PLIMSOLL_|TEMPORAL_)/
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))),
    PLIMSOLL_CACHE_DIR: join(folder, 'cache'),
  }
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      [...args],
      { cwd: options.cwd ?? folder, env, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : Number(error.code ?? 1)
        if (code !== 0 && options.mayFail !== true)
          reject(new Error(`${command} ${args.join(' ')} exited with ${code}\n${stdout}\n${stderr}`))
        else resolve({ code, stdout, stderr })
      },
    )
    // A program may end without reading: its exit code tells, not the broken pipe.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input ?? '')
  })
}

const plimsoll = (args: readonly string[], options: { input?: string; mayFail?: boolean } = {}) =>
  run('npx', ['--no-install', 'plimsoll', ...args], options)
const node = (script: string) => run(process.execPath, ['--input-type=module', '--eval', script])

describe('the package, installed elsewhere without development dependencies', () => {
  it('default: holds what runs, and nothing else', async () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'dist/program/main.js',
        'dist/program/computeWorker.js',
        'dist/cli/main.js',
        'dist/workflows/index.js',
        'dist/models/index.d.ts',
        'activities/process/tether.mjs',
        'local/aave/compileAave.mjs',
        'local/temporal/downloadTemporal.mjs',
        'contracts/artifacts/SettableFeed.json',
        'config/plimsoll.schema.json',
        'examples/local.yaml',
        'examples/data/spot_daily.csv.gz',
      ]),
    )
    const allowed =
      /^(package\.json|README|LICENSE|CHANGELOG|dist\/.*\.(js|d\.ts)$|examples\/|contracts\/artifacts\/|config\/plimsoll\.schema\.json$|.*\.mjs$)/
    expect(packed.filter((path) => !allowed.test(path))).toEqual([])
    await expect(access(join(folder, 'node_modules', 'solc'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(access(join(folder, 'node_modules', 'jest'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('behavior: every file that the program reads by its place is there', async () => {
    const { stdout } = await run('git', ['ls-files', '*.mjs'], { cwd: root })
    const ownTools = /^(test|bench|\.ci)\/|^contracts\/build\.mjs$|^local\/(install|start)\.mjs$|^local\/pack\//
    const needed = stdout.split('\n').filter((path) => path !== '' && !ownTools.test(path))
    expect(packed).toEqual(expect.arrayContaining(needed))
  })

  it('behavior: --help, config check and safe hash work', async () => {
    expect((await plimsoll(['--help'])).stdout).toContain('plimsoll proposal sign')
    const config = join(installed, 'examples', 'ethereum-mainnet.yaml')
    expect((await plimsoll(['config', 'check', '--config', config])).stdout).toContain('is valid')
    const zero = '0x0000000000000000000000000000000000000000'
    const transaction = {
      ...{ chainId: '1', safe: zero, version: '1.4.1', to: zero, value: '0', data: '0x', operation: '0', nonce: '0' },
      ...{ safeTxGas: '0', baseGas: '0', gasPrice: '0', gasToken: zero, refundReceiver: zero },
    }
    const { stdout } = await plimsoll(['safe', 'hash', '-', '--json'], { input: JSON.stringify(transaction) })
    expect(JSON.parse(stdout).safeTxHash).toMatch(/^0x[0-9a-f]{64}$/)
  })

  it('behavior: the worker starts up to the connection, and bundles its workflows', async () => {
    const config = join(installed, 'examples', 'ethereum-mainnet.yaml')
    const worker = await run(
      'env',
      ['TEMPORAL_ADDRESS=127.0.0.1:1', 'npx', '--no-install', 'plimsoll', 'worker', '--config', config, '--json'],
      {
        mayFail: true,
      },
    )
    expect(worker.code).toBe(5)
    expect(JSON.parse(worker.stdout).error.code).toBe('TEMPORAL_UNREACHABLE')
    const module = pathToFileURL(join(installed, 'dist', 'worker', 'workflowBundle.js')).href
    const script = `const { workflowBundle } = await import('${module}'); console.log((await workflowBundle('${join(folder, 'cache')}')).code.length)`
    expect(Number((await node(script)).stdout)).toBeGreaterThan(100_000)
  })

  it('behavior: the entry points are there, and no other module', async () => {
    const { stdout } = await node(`
      const names = ['models', 'proposals', 'activities', 'client', 'workflows']
      const entries = await Promise.all(names.map((name) => import('plimsoll/' + name)))
      const inside = await import('plimsoll/dist/cli/runCli.js').catch(({ code }) => code)
      console.log(JSON.stringify([...entries.map((entry) => Object.keys(entry)), inside]))`)
    const [models, proposals, activities, client, workflows, inside] = JSON.parse(stdout)
    expect(models).toEqual(expect.arrayContaining(['recommend', 'assessMarket', 'recommendationSchema']))
    expect(proposals).toEqual(expect.arrayContaining(['buildProposal', 'proposalId', 'safeHashes', 'renderReport']))
    expect(activities).toEqual(expect.arrayContaining(['createActivities', 'folderEvidenceStore']))
    expect(client).toEqual(expect.arrayContaining(['connectTemporal', 'readProposalView', 'verifyProposal']))
    expect(workflows).toEqual(expect.arrayContaining(['recalibrationWorkflow', 'proposalWorkflow', 'signUpdate']))
    expect(inside).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })

  it('behavior: it is typed', async () => {
    await mkdir(join(folder, 'typed'))
    const file = join(folder, 'typed', 'use.ts')
    await writeFile(
      file,
      `import { type Recommendation, recommend, type RecommendInputs } from 'plimsoll/models'
import { type Proposal, safeHashes } from 'plimsoll/proposals'
import { type ActivityDependencies, createActivities } from 'plimsoll/activities'
import { proposalWorkflow, type RecalibrationResult, viewQuery } from 'plimsoll/workflows'

export const made = (inputs: RecommendInputs): Recommendation => recommend(inputs)
export const titleOf = ({ title }: Proposal): string => title
export const outcomeOf = ({ outcome }: RecalibrationResult): string => outcome
export const activitiesOf = (dependencies: ActivityDependencies) => createActivities(dependencies).draftProposal
// @ts-expect-error a Safe transaction is not optional
export const wrong = () => safeHashes({ chainId: 1, version: '1.4.1' })
export const names = [proposalWorkflow.name, viewQuery.name]
`,
    )
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', '--types', '']
    const { stdout } = await run(process.execPath, [tsc, ...options, file], { mayFail: true })
    expect(stdout).toBe('')
  })

  it('error: LOCAL_CONTRACTS_MISSING: `local up` names the one command that installs the contracts', async () => {
    const { code, stdout } = await plimsoll(['local', 'up', '--once', '--json'], { mayFail: true })
    expect(code).toBe(10)
    const { error } = JSON.parse(stdout)
    expect(error).toMatchObject({ code: 'LOCAL_CONTRACTS_MISSING', message: expect.stringContaining('solc') })
    expect(error.details.join('\n')).toMatch(/npm install --save-dev @aave-dao\/aave-v3-origin@3\.6\.0 .*solc@\d/)
  })
})
