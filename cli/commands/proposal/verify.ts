import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { z } from 'zod'
import { folderEvidenceStore } from '../../../activities/evidence/folderEvidenceStore.js'
import { verifyProposal, type VerifyProposalInput } from '../../../client/verify/verifyProposal.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { formatDuration, isoTime } from '../../../core/format.js'
import { checkResultSchema } from '../../../proposals/checks/check.js'
import { type SigningFacts, VERDICTS, type Verification, type VerifiedPart } from '../../../proposals/verify/verification.js'
import type { Outcome } from '../../outcome.js'
import { printable } from '../../output/printable.js'
import { table } from '../../output/table.js'
import type { Session } from '../../session.js'
import { readProposalFile } from './proposalFile.js'

/** Options of `proposal verify`. */
export interface VerifyOptions {
  readonly evidence?: string
  readonly proposal?: string
}

/** Differences shown of one part; `--json` has all. */
const SHOWN = 10

/** Compute a proposal again from its stored evidence alone, and say equal, or exactly where not. */
export async function verify(session: Session, id: string | undefined, { evidence, proposal }: VerifyOptions): Promise<Outcome> {
  const store = evidence === undefined ? (await session.openEvidence()).evidence : folderEvidenceStore(resolve(evidence))
  const subject = proposal === undefined ? await fromEngine(session, id) : await fromFile(session, proposal, id)
  const ownConfig = await ownMarkets(session)
  const verification = await verifyProposal({ evidence: store, ...subject, ownConfig })
  // It stands in the proposal: whoever typed it in too did not type a key.
  session.discretion.publish(verification.proposalId ?? '')
  return {
    text: [...textOf(session, printable(verification)), ...asideLines(session, printable(verification), subject)].join('\n'),
    json: verification,
    ...(verification.isEqual ? {} : { exit: 'failed' }),
  }
}

type Subject = Omit<VerifyProposalInput, 'evidence' | 'ownConfig'>

/** The configured markets; none where offline verification goes without a configuration. */
async function ownMarkets(session: Session): Promise<VerifyProposalInput['ownConfig']> {
  try {
    const { config } = await session.load()
    return (id) => config.markets.find(({ market }) => market.id === id)?.market ?? null
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    return undefined
  }
}

/** What equal parts do not tell. */
function asideLines({ colors }: Session, { otherConfiguration }: Verification, { report }: Subject): string[] {
  const differences = otherConfiguration ?? []
  return [
    ...(report === undefined ? [colors.yellow('No report was looked at: none is named.')] : []),
    ...(otherConfiguration === null
      ? [colors.yellow('Its configuration was compared with none of yours: it is not configured here.')]
      : []),
    ...(differences.length === 0 ? [] : [colors.red('It was made under another configuration than yours:')]),
    ...differences
      .slice(0, SHOWN)
      .map(({ path, stored, computed }) => colors.red(`  ${path}: it has ${stored}, yours has ${computed}`)),
  ]
}

async function fromEngine(session: Session, id: string | undefined): Promise<Subject> {
  if (id === undefined) throw new CommanderError(2, 'plimsoll.subject', 'name a proposal, or give --proposal FILE')
  // Offline verification must not wait for the engine's client to load.
  const [{ readProposal, readProposalView }, { resolveProposalId }, { assertWorkers }] = await Promise.all([
    import('../../../client/proposals.js'),
    import('../../../client/resolveProposalId.js'),
    import('../../../client/workerPresence.js'),
  ])
  const { config } = await session.load()
  const { client } = await session.connect()
  const expectedId = await resolveProposalId(client, id)
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration'])
  const [view, proposal] = await Promise.all([readProposalView(client, expectedId), readProposal(client, expectedId)])
  session.discretion.publish(expectedId)
  const { report, checks, simulation } = view
  return { proposal, expectedId, ...(report === null ? {} : { report: { claim: report, checks, simulation } }) }
}

async function fromFile({ discretion }: Session, file: string, id: string | undefined): Promise<Subject> {
  const { proposal, view } = await readProposalFile(file)
  discretion.publish(file)
  const checks = z.array(checkResultSchema).safeParse(view?.checks)
  const hasReport = view?.report !== undefined && view.report !== null && checks.success
  return {
    proposal,
    ...(id === undefined ? {} : { expectedId: digitsOf(id) }),
    ...(hasReport ? { report: { claim: view.report, checks: checks.data, simulation: view.simulation ?? null } } : {}),
  }
}

function digitsOf(id: string): string {
  const digits = id.replace(/^proposal\//, '').replace(/^0x/i, '')
  if (!/^[0-9a-fA-F]{6,64}$/.test(digits)) {
    throw new CommanderError(2, 'plimsoll.id', `"${id}" is not a proposal id: give 6 to 64 of its hex digits`)
  }
  return `0x${digits.toLowerCase()}`
}

function textOf(session: Session, { proposalId, isEqual, parts, signing }: Verification): string[] {
  const { colors, terminal } = session
  const rows = parts.map(({ part, verdict, computed, stored, message }) => [
    verdict === 'equal' ? colors.green(verdict) : colors.red(verdict),
    part,
    verdict === 'equal' ? (stored ?? '') : message || VERDICTS[verdict],
    verdict === 'equal' ? '' : `stored ${stored ?? 'nothing'}, computed ${computed ?? 'nothing'}`,
  ])
  const wrong = parts.filter(({ verdict }) => verdict !== 'equal')
  return [
    table(
      [{ header: '' }, { header: 'part' }, { header: 'hash, id, or what is wrong', wraps: true }],
      rows.map(merged),
      terminal.columns,
    ),
    ...wrong.flatMap((part) => differenceLines(part)),
    isEqual
      ? colors.green(
          `Equal: the evidence gives proposal ${proposalId}, byte for byte. Compare the safeTxHash with the one that your wallet shows.`,
        )
      : colors.red(`NOT equal: ${wrong.length} of ${parts.length} parts. Sign nothing that rests on it.`),
    ...(signing === null ? [] : signingLines(signing)),
  ]
}

function signingLines({ safeTxHash, nonce, delaySeconds, expiresAtSeconds }: SigningFacts): string[] {
  return [
    `safeTxHash  ${safeTxHash}`,
    `nonce       ${nonce}, ${delaySeconds === null ? 'no delay' : `delay ${formatDuration(delaySeconds)}`}, expires ${isoTime(expiresAtSeconds)} (chain time)`,
  ]
}

function merged([verdict = '', part = '', what = '', sides = '']: readonly string[]): string[] {
  return [verdict, part, sides === '' ? what : `${what} (${sides})`]
}

function differenceLines({ part, differences }: VerifiedPart): string[] {
  if (differences.length === 0) return []
  return [
    `${part}:`,
    ...differences
      .slice(0, SHOWN)
      .map(({ path, stored, computed }) => `  ${path || 'the whole'}: stored ${stored}, computed ${computed}`),
    ...(differences.length > SHOWN ? [`  … and ${differences.length - SHOWN} more (--json shows all)`] : []),
  ]
}
