import type { Command } from 'commander'
import { type CommandHost, handle } from '../handle.js'

const HASH_HELP = `
FILE holds one JSON object: {chainId, safe, version, to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken,
refundReceiver, nonce}, numbers as decimal strings. It needs no configuration and no network.`

/** Add `plimsoll safe`. */
export function addSafeCommands(program: Command, host: CommandHost): void {
  const safe = program.command('safe').description('offline help for those who sign in a Safe')
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
}
