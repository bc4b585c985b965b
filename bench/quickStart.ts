import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../activities/process/projectRoot.js'
import { cacheDir, environment } from '../config/environment.js'
import { aaveArtifacts } from '../local/aave/aaveArtifacts.js'
import { resolveTemporal } from '../local/temporal/resolveTemporal.js'
import { below, type Measure } from './measure.js'
import { median } from './median.js'
import { secondsOf } from './secondsOf.js'

const RUNS = 3
const TIMEOUT_MS = 300_000
const TAIL_CHARACTERS = 4_000

/** Time `npm start -- --once` on a machine that has what is installed once: dependencies, Temporal, compiled contracts. */
export async function measure(): Promise<Measure[]> {
  const cacheFolder = cacheDir()
  const say = (line: string) => console.error(`  ${line}`)
  await resolveTemporal({ address: environment('TEMPORAL_ADDRESS'), cacheFolder, say })
  await aaveArtifacts({ cacheFolder, say })
  const samples: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const runFolder = await mkdtemp(join(tmpdir(), 'plimsoll-once-'))
    try {
      samples.push(await secondsOf(() => npmStart(['--once', '--run-folder', runFolder])))
    } finally {
      await rm(runFolder, { recursive: true, force: true })
    }
  }
  return [below({ name: `npm start -- --once, once installed (median of ${RUNS})`, unit: 's', value: median(samples), goal: 60 })]
}

function npmStart(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['start', '--silent', '--', ...args], {
      cwd: projectRoot(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-TAIL_CHARACTERS)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    // npm hands SIGTERM on, and the system stops in order.
    const timer = setTimeout(() => child.kill('SIGTERM'), TIMEOUT_MS)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else reject(new Error(`npm start ended with ${code ?? 'a signal'}. Its last output:\n${output}`))
    })
  })
}
