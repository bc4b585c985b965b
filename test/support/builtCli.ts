import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../activities/process/projectRoot.js'

let built: Promise<string> | undefined

/**
 * Build the command line as a user gets it, once a process. Returns the path of its `main.js`; the compiled rooms lie in the folder above.
 *
 * It goes to a folder of this process's own: a build of `dist/` that somebody else starts must not change a program that runs. Where
 * `dist/` is as new as the sources, its files are copied.
 */
export function builtCli(): Promise<string> {
  built ??= build()
  return built
}

async function build(): Promise<string> {
  const root = projectRoot()
  const folder = join(root, '.plimsoll', `cli-${process.pid}`)
  await removeAbandoned(join(root, '.plimsoll'))
  const output = (await isCurrent(root)) ? await copy(join(root, 'dist'), folder) : await compile(root, folder)
  const main = join(folder, 'program', 'main.js')
  const bundling = await run(join(root, 'local', 'pack', 'bundleProgram.mjs'), [folder])
  // Type errors are the type check's to report; a program that was not written is an error here.
  if (!existsSync(main)) throw new Error(`The command line did not compile:\n${output}${bundling}`)
  return main
}

/** Tell whether each source has its compiled file, at least as new. */
async function isCurrent(root: string): Promise<boolean> {
  const { include } = JSON.parse(await readFile(join(root, 'tsconfig.build.json'), 'utf8')) as { include: readonly string[] }
  for (const room of include) {
    for (const name of await readdir(join(root, room), { recursive: true })) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue
      const source = join(room, name)
      const compiled = await stat(join(root, 'dist', source.replace(/\.ts$/, '.js'))).catch(() => undefined)
      if (compiled === undefined || compiled.mtimeMs < (await stat(join(root, source))).mtimeMs) return false
    }
  }
  return true
}

async function copy(dist: string, folder: string): Promise<string> {
  const isRun = (path: string) => !/\.(d\.ts|js\.map)$/.test(path)
  await cp(dist, folder, { recursive: true, preserveTimestamps: true, filter: isRun })
  return ''
}

function compile(root: string, folder: string): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  const buildInfo = join(folder, 'tsbuildinfo')
  return run(tsc, ['-p', join(root, 'tsconfig.build.json'), '--outDir', folder, '--tsBuildInfoFile', buildInfo])
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
