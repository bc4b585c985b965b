import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../activities/process/projectRoot.js'

let built: Promise<string> | undefined

/**
 * Compile the command line as a user gets it, once a process. Returns the path of `main.js`.
 *
 * It goes to a folder of this process's own: a build of `dist/` that somebody else starts must not change a program that runs.
 */
export function builtCli(): Promise<string> {
  built ??= build()
  return built
}

async function build(): Promise<string> {
  const root = projectRoot()
  const folder = join(root, '.plimsoll', `cli-${process.pid}`)
  await removeAbandoned(join(root, '.plimsoll'))
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  const buildInfo = join(folder, 'tsbuildinfo')
  const output = await run(tsc, ['-p', join(root, 'tsconfig.build.json'), '--outDir', folder, '--tsBuildInfoFile', buildInfo])
  const main = join(folder, 'cli', 'main.js')
  // Type errors are the type check's to report; a program that was not written is an error here.
  if (!existsSync(main)) throw new Error(`The command line did not compile:\n${output}`)
  return main
}

/** Remove the builds of processes that have ended: inside Jest nothing is told of its own process's end. */
async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const builds = names.flatMap((name) => /^cli-(\d+)$/.exec(name)?.[1] ?? [])
  for (const pid of builds.filter((each) => !isRunning(Number(each)))) {
    await rm(join(folder, `cli-${pid}`), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function run(script: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', () => resolve(Buffer.concat(chunks).toString()))
  })
}
