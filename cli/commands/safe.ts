import type { Command } from 'commander'
import type { RegisterOptions } from './safe/registerDelegate.js'
import { type CommandHost, handle } from '../handle.js'
import { parseWords } from './parseWords.js'

const HASH_HELP = `
FILE holds one JSON object: {chainId, safe, version, to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken,
refundReceiver, nonce}, numbers as decimal strings. It needs no configuration and no network.`

/** Add `plimsoll safe`. */
export function addSafeCommands(program: Command, host: CommandHost): void {
  const safe = program
    .command('safe')
    .description('help for those who sign in a Safe: hashes and checksums offline, the delegate of its service')
  safe
    .command('hash')
    .argument('<file>', 'JSON of a Safe transaction; - reads the standard input')
    .description('compute the hashes that a wallet must show: domain, message, safeTxHash, and the calldata digest of ERC-8213')
    .addHelpText('after', HASH_HELP)
    .action(handle<[string]>(host, async (session, file) => (await import('./safe/hash.js')).hash(session, file)))
  safe
    .command('batch')
    .description('files of the Safe Transaction Builder')
    .command('verify')
    .argument('<files...>', 'Transaction Builder files')
    .description('compute the checksum of each file and compare it with the stored one; exits 1 if any differs')
    .action(
      handle<[string[]]>(host, async (session, files) => (await import('./safe/verifyBatches.js')).verifyBatches(session, files)),
    )
  safe
    .command('delegate')
    .description('the account that offers transactions to the Safe Transaction Service')
    .command('register')
    .argument('[market]', 'market of the configuration (optional if it has only one)')
    .requiredOption('--key-env <name>', "sign with an owner's private key in this environment variable")
    .option('--label <text>', 'what the service calls it (50 characters at most)', parseWords, 'Plimsoll')
    .option('--yes', 'do not ask before the key is used')
    .description("register the configured delegate for the market's Safe, as one of its owners; repeat it to update")
    .action(
      handle<[string | undefined, RegisterOptions]>(host, async (session, market, options) =>
        (await import('./safe/registerDelegate.js')).register(session, market, options),
      ),
    )
}
