import { type Command, InvalidArgumentError } from 'commander'
import { type Address, getAddress, isAddress } from 'viem'
import type { RejectOptions } from './proposal/reject.js'
import type { SignOptions } from './proposal/consent.js'
import type { VerifyOptions } from './proposal/verify.js'
import type { VetoOptions } from './proposal/veto.js'
import { type CommandHost, handle } from '../handle.js'
import { parseWords } from './parseWords.js'

const ID = ['<id>', 'proposal id, proposal/<id>, or at least its first 6 hex digits'] as const

/** Add `plimsoll proposal`. */
export function addProposalCommands(program: Command, host: CommandHost): void {
  const proposal = program.command('proposal').description('review, verify, sign, reject and veto proposals')
  proposal
    .command('list')
    .argument('[market]', 'only of this market')
    .option('--open', 'only those that are not over')
    .description('list proposals, newest first')
    .action(
      handle<[string | undefined, { open?: boolean }]>(host, async (session, market, { open }) =>
        (await import('./proposal/list.js')).list(session, { market, isOpen: open === true }),
      ),
    )
  proposal
    .command('show')
    .argument(...ID)
    .description('show everything that a signer needs: state, changes, calls, hashes, signatures, checks')
    .action(handle<[string]>(host, async (session, id) => (await import('./proposal/show.js')).show(session, id)))
  proposal
    .command('report')
    .argument(...ID)
    .option('--out <file>', 'write it to a file instead of stdout')
    .description('print the report that reviewers read (Markdown)')
    .action(
      handle<[string, { out?: string }]>(host, async (session, id, { out }) =>
        (await import('./proposal/report.js')).report(session, id, out),
      ),
    )
  proposal
    .command('export')
    .argument(...ID)
    .option('--out <file>', 'write it to a file instead of stdout')
    .description('export for the Safe Transaction Builder (JSON with checksum)')
    .action(
      handle<[string, { out?: string }]>(host, async (session, id, { out }) =>
        (await import('./proposal/exportBatch.js')).exportBatch(session, id, out),
      ),
    )
  proposal
    .command('sign')
    .argument(...ID)
    .option('--key-env <name>', 'sign with the private key in this environment variable')
    .option('--signature <hex>', 'hand in a signature that was made elsewhere, such as by a hardware wallet')
    .option('--contract-owner <address>', 'the owner is this contract (EIP-1271), and --signature what it accepts', parseAddress)
    .option('--approved-hash <owner>', 'this owner approved the hash on chain (`approveHash`) instead of signing', parseAddress)
    .option('--reject', 'sign the rejection: the empty transaction that spends the same nonce')
    .option('--yes', 'do not ask before the key is used')
    .description('sign as an owner of the Safe, after every hash was computed again here')
    .action(
      handle<[string, SignOptions]>(host, async (session, id, options) =>
        (await import('./proposal/sign.js')).sign(session, id, options),
      ),
    )
  proposal
    .command('reject')
    .argument(...ID)
    .requiredOption('--key-env <name>', 'sign the decision with the private key in this environment variable')
    .requiredOption('--reason <text>', 'why, in your words (500 characters at most)', parseReason)
    .option('--yes', 'do not ask before the key is used')
    .description('decide against a proposal, as an owner or the guardian')
    .action(
      handle<[string, RejectOptions]>(host, async (session, id, options) =>
        (await import('./proposal/reject.js')).reject(session, id, options),
      ),
    )
  proposal
    .command('verify')
    .argument('[id]', ID[1])
    .option(
      '--proposal <file>',
      'verify this proposal, without Temporal: stored evidence, or what `proposal show --json` printed',
    )
    .option('--evidence <dir>', "folder of the evidence (default: the configuration's)")
    .description('compute everything again from the stored evidence alone; name every difference')
    .action(
      handle<[string | undefined, VerifyOptions]>(host, async (session, id, options) =>
        (await import('./proposal/verify.js')).verify(session, id, options),
      ),
    )
  proposal
    .command('veto')
    .argument('[id]', ID[1])
    .option('--key-env <name>', "send it with the guardian's private key in this environment variable")
    .option('--proposal <file>', 'take the proposal from a file, without Temporal: what `proposal show --json` printed')
    .option('--yes', 'do not ask before the key is used')
    .description("print the guardian's call that cancels a scheduled proposal, or send it")
    .action(
      handle<[string | undefined, VetoOptions]>(host, async (session, id, options) =>
        (await import('./proposal/veto.js')).veto(session, id, options),
      ),
    )
  proposal
    .command('open')
    .argument(...ID)
    .description('print the address of its transaction in Safe{Wallet}')
    .action(handle<[string]>(host, async (session, id) => (await import('./proposal/open.js')).open(session, id)))
}

function parseAddress(text: string): Address {
  if (!isAddress(text)) throw new InvalidArgumentError('An address is 0x and 40 hex digits, its checksum right where it has one.')
  return getAddress(text)
}

function parseReason(text: string): string {
  const reason = parseWords(text.trim())
  if (reason === '' || reason.length > 500)
    throw new InvalidArgumentError(`A reason has 1 to 500 characters; this has ${reason.length}.`)
  return reason
}
