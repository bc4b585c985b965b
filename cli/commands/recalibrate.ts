import type { Command } from 'commander'
import { type CommandHost, handle } from '../handle.js'

/** Add `plimsoll recalibrate`. */
export function addRecalibrateCommand(program: Command, host: CommandHost): void {
  program
    .command('recalibrate')
    .argument('[market]', 'market of the configuration (optional if it has only one)')
    .option('--dry-run', 'compute and store, and propose nothing')
    .description('run one recalibration now, wait for it, and show what it found')
    .action(
      handle<[string | undefined, { dryRun?: boolean }]>(host, async (session, market, { dryRun }) => {
        const { recalibrate } = await import('./recalibrate/recalibrate.js')
        return recalibrate(session, market, { isDryRun: dryRun === true })
      }),
    )
}
