import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import lockfile from 'proper-lockfile'
import { projectRoot } from '../../activities/process/projectRoot.js'

let built: Promise<string> | undefined

/** Compile the command line as a user gets it, once a process and never twice at a time. Returns the path of `main.js`. */
export function builtCli(): Promise<string> {
  built ??= build()
  return built
}

async function build(): Promise<string> {
  const root = projectRoot()
  const main = join(root, 'dist', 'cli', 'main.js')
  mkdirSync(join(root, 'dist'), { recursive: true })
  const release = await lockfile.lock(join(root, 'dist', '.build'), {
    realpath: false,
    retries: { retries: 240, factor: 1, minTimeout: 500, maxTimeout: 500 },
  })
  try {
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
    const output = await run(tsc, ['-p', join(root, 'tsconfig.build.json')])
    // Type errors are the type check's to report; a program that was not written is an error here.
    if (!existsSync(main)) throw new Error(`The command line did not compile:\n${output}`)
  } finally {
    await release()
  }
  return main
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
