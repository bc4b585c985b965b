import { existsSync } from 'node:fs'
import { chmod, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildOnce } from '../cache/buildOnce.js'
import { projectRoot } from '../process/projectRoot.js'
import { type RunResult, runToEnd } from '../process/runToEnd.js'

/**
 * The Temporal CLI that Plimsoll downloads or builds. Later tags carry a `replace` in their go.mod and cannot be installed
 * by `go install`.
 */
export const temporalVersion = '1.5.1'

const probeMs = 4_000
const downloadMs = 5 * 60_000
const buildMs = 15 * 60_000
const executable = process.platform === 'win32' ? 'temporal.exe' : 'temporal'

/** A `temporal` that the user installed. */
export const temporalOnPath: TemporalSource = {
  name: '`temporal` on the PATH',
  find: async ({ signal }) => {
    const result = await runToEnd('temporal', ['--version'], { timeoutMs: 10_000, signal })
    if (result.code === 127) return { reason: 'there is none' }
    if (result.code === 0) return { path: 'temporal' }
    return {
      reason: `\`temporal --version\` ${result.code === undefined ? cutOff(result) : `fails: ${lastLine(result.output)}`}`,
    }
  },
}

/** One that an earlier run downloaded or built. */
export const temporalInCache: TemporalSource = {
  name: 'the cache folder',
  find: async ({ binaryFolder, signal }) => {
    const path = join(binaryFolder, executable)
    if (!existsSync(path)) return { reason: `${path} does not exist yet` }
    const result = await runToEnd(path, ['--version'], { timeoutMs: 10_000, signal })
    if (result.code === 0) return { path }
    // What was ended from outside is not known to be broken, and stays.
    if (result.code === undefined) return { reason: `${path} ${cutOff(result)}` }
    await rm(binaryFolder, { recursive: true, force: true })
    return { reason: `${path} did not run (${lastLine(result.output)}) and was deleted` }
  },
}

/** The SDK's own download; given up after four seconds where there is no internet. */
export const temporalByDownload: TemporalSource = {
  name: "the SDK's download",
  find: async ({ binaryFolder, say, signal }) => {
    const unreachable = await probe('https://temporal.download/cli/default')
    if (unreachable !== undefined) return { reason: unreachable }
    say(`Downloading the Temporal CLI ${temporalVersion}: about 50 MB, once on this machine.`)
    const script = join(projectRoot(), 'local', 'temporal', 'downloadTemporal.mjs')
    return install(binaryFolder, async (temporary) => {
      const result = await runToEnd(process.execPath, [script, temporary, `v${temporalVersion}`], {
        timeoutMs: downloadMs,
        signal,
        isTethered: true,
      })
      const [downloaded] = (await readdir(temporary)).filter((name) => !name.endsWith('.downloading'))
      if (result.code !== 0 || downloaded === undefined) return result
      await rename(join(temporary, downloaded), join(temporary, executable))
      return result
    })
  },
}

/** A build from the CLI's sources. */
export const temporalByGo: TemporalSource = {
  name: '`go install`',
  find: async ({ binaryFolder, say, signal }) => {
    const { code } = await runToEnd('go', ['version'], { timeoutMs: 10_000, signal })
    if (code !== 0) return { reason: 'Go is not on the PATH' }
    say(`Building the Temporal CLI ${temporalVersion} with Go: two to three minutes, once on this machine.`)
    return install(binaryFolder, (temporary) =>
      runToEnd('go', ['install', '-ldflags=-s -w', `github.com/temporalio/cli/cmd/temporal@v${temporalVersion}`], {
        timeoutMs: buildMs,
        environment: { GOBIN: temporary },
        signal,
        isTethered: true,
      }),
    )
  },
}

async function install(
  binaryFolder: string,
  fill: (temporary: string) => Promise<RunResult>,
): Promise<{ path: string } | { reason: string }> {
  const failure = new Error()
  try {
    await buildOnce(binaryFolder, async (temporary) => {
      const result = await fill(temporary)
      if (result.code !== 0) {
        failure.message = result.code === undefined ? `it ${cutOff(result)}` : lastLine(result.output)
        throw failure
      }
      await chmod(join(temporary, executable), 0o755)
    })
  } catch (error) {
    if (error === failure) return { reason: failure.message }
    return { reason: `${dirname(binaryFolder)} cannot be used: ${error instanceof Error ? error.message : String(error)}` }
  }
  return { path: join(binaryFolder, executable) }
}

async function probe(url: string): Promise<string | undefined> {
  try {
    const { status } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeMs) })
    return status >= 500 ? `temporal.download answers ${status}` : undefined
  } catch (error) {
    return `temporal.download cannot be reached (${rootMessage(error)})`
  }
}

/** `fetch` says only "fetch failed" and hides the reason in the cause. */
function rootMessage(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  if ('cause' in error && error.cause !== undefined) return rootMessage(error.cause)
  return 'message' in error ? String(error.message) : String(error)
}

/** Say what ended a program from outside. */
function cutOff({ endedBy }: RunResult): string {
  return endedBy === 'timeLimit' ? 'did not end in time' : endedBy === 'caller' ? 'was stopped' : `was ended by ${endedBy}`
}

function lastLine(output: string): string {
  return output.split('\n').at(-1)?.trim() || 'it printed nothing'
}

/** What a way to a Temporal CLI needs to know. */
interface TemporalSourceContext {
  /** Absolute path of the folder that keeps the CLI. */
  readonly binaryFolder: string
  /** Gets a line when something takes long. */
  readonly say: (line: string) => void
  /** Ends what is under way. */
  readonly signal?: AbortSignal | undefined
}

/** A CLI that was found, or the reason why this way has none. */
type TemporalSourceResult = { readonly path: string } | { readonly reason: string }

/** One way to a Temporal CLI on this machine. */
export interface TemporalSource {
  /** What messages call this way. */
  readonly name: string
  readonly find: (context: TemporalSourceContext) => Promise<TemporalSourceResult>
}
