import { join } from 'node:path'
import { projectRoot } from '../activities/process/projectRoot.js'
import { verifyProposal } from '../client/verify/verifyProposal.js'
import { runToEnd } from '../local/process/runToEnd.js'
import { readProposal } from '../client/proposals.js'
import { below, type Measure } from './measure.js'
import { median } from './median.js'
import { secondsOf } from './secondsOf.js'
import { type BenchSystem, startBenchSystem } from './support/benchSystem.js'
import { proposeUntilReady, type ReadyProposal } from './support/proposeUntilReady.js'

const RUNS = 5
const TIMEOUT_MS = 60_000

/**
 * Time the verification of a proposal from its stored evidence, report included: the computation itself, and the command as a signer
 * runs it, which has to start and to ask for the proposal first.
 */
export async function measure(): Promise<Measure[]> {
  const bench = await startBenchSystem()
  try {
    const ready = await proposeUntilReady(bench)
    const verify = await verificationOf(bench, ready)
    const within: number[] = []
    const commands: number[] = []
    for (let i = 0; i < RUNS; i++) within.push(await secondsOf(verify))
    for (let i = 0; i < RUNS; i++) commands.push(await secondsOf(() => verifyByCommand(bench, ready)))
    const figure = (name: string, samples: readonly number[]) =>
      below({ name: `${name} (median of ${RUNS})`, unit: 's', value: median(samples), goal: 2 })
    return [
      figure('verifying a proposal from its evidence', within),
      figure('`plimsoll proposal verify`, from start to end', commands),
    ]
  } finally {
    await bench.stop()
  }
}

async function verificationOf({ system }: BenchSystem, { id, view }: ReadyProposal): Promise<() => Promise<void>> {
  const { evidence } = system
  const proposal = await readProposal(system.client, id)
  const { report, checks, simulation } = view
  const shown = report === null ? undefined : { claim: report, checks, simulation }
  return async () => {
    const { isEqual, parts } = await verifyProposal({ evidence, proposal, expectedId: proposal.proposalId, report: shown })
    const wrong = parts.filter(({ verdict }) => verdict !== 'equal')
    if (!isEqual) throw new Error(`The verification found ${wrong.map(({ part, message }) => `${part}: ${message}`).join('; ')}`)
  }
}

async function verifyByCommand({ system }: BenchSystem, { id }: ReadyProposal): Promise<void> {
  const main = join(projectRoot(), 'dist', 'program', 'main.js')
  const args = [main, 'proposal', 'verify', id, '--json', '--config', system.configFile]
  const { code, output } = await runToEnd(process.execPath, args, { timeoutMs: TIMEOUT_MS, environment: system.variables })
  if (code !== 0) throw new Error(`The command ended with ${code ?? 'no code in time'}. Its last output:\n${output}`)
}
