import { type ChildProcess, spawn } from 'node:child_process'
import { builtCli } from './builtCli.js'

/** What a run of the compiled command line left. */
export interface PlimsollRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Variables of the test process that would lead the command line elsewhere. */
const LEADING_ASTRAY = ['PLIMSOLL_CONFIG', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'FORCE_COLOR']

/** Run the compiled command line as a user does, without a terminal, and wait for its end. */
export async function plimsoll(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<PlimsollRun> {
  const child = await startPlimsoll(args, variables)
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }
}

/** Start the compiled command line and return while it runs. */
export async function startPlimsoll(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !LEADING_ASTRAY.includes(name)))
  return spawn(process.execPath, [await builtCli(), ...args], {
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
