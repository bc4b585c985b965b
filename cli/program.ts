import { Command } from 'commander'
import { addBacktestCommand } from './commands/backtest.js'
import { addConfigCommands } from './commands/config.js'
import { addLocalCommands } from './commands/local.js'
import { addMarketCommands } from './commands/market.js'
import { addProposalCommands } from './commands/proposal.js'
import { addRecalibrateCommand } from './commands/recalibrate.js'
import { addSafeCommands } from './commands/safe.js'
import { addScheduleCommands } from './commands/schedule.js'
import { addWorkerCommand } from './commands/worker.js'
import { exitCodeHelp } from './exitCodes.js'
import type { CommandHost } from './handle.js'
import { DEFAULT_CONFIG } from './session.js'

const EXAMPLES = `Examples:
  plimsoll local up                                everything on this machine, with a demonstration
  plimsoll config check --online                   is everything there that the configuration names?
  plimsoll market inspect                          live parameters, and who can change them
  plimsoll market stress --shock WETH=-40%         what would the live positions lose?
  plimsoll recalibrate --dry-run                   what would be proposed now?
  plimsoll backtest --from 2021-06-01 --to 2022-12-31
                                                   would this policy have done well?
  plimsoll schedule create --note "weekly review"  recalibrate by the configured timetable
  plimsoll proposal show 3f9a12                    everything that a signer needs
  plimsoll proposal verify 3f9a12                  is it what its evidence gives?
  plimsoll proposal sign 3f9a12 --key-env OWNER_KEY`

/** What commander writes to instead of the process. */
export interface ProgramOutput {
  readonly writeOut: (text: string) => void
  readonly writeErr: (text: string) => void
}

/**
 * Build the command line. It never ends the process: commander's exits are thrown as `CommanderError`.
 *
 * @param version - shown by `--version`
 */
export function createProgram(host: CommandHost, output: ProgramOutput, version: string): Command {
  const program = new Command('plimsoll')
    .description(
      "Keep a lending market's risk parameters fitted to the market: proposed by models, decided by people, executed through a timelock.",
    )
    .version(version, '--version', 'print the version')
    .option('--config <file>', `configuration file (default: PLIMSOLL_CONFIG, else ${DEFAULT_CONFIG})`)
    .option('--json', 'print exactly one JSON document to stdout')
    .option('--no-color', 'print without colours')
    .option('--verbose', 'show the stack of an unexpected error')
    .exitOverride()
    .configureOutput({ ...output, getOutHasColors: () => false, getErrHasColors: () => false })
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showSuggestionAfterError(true)
    .addHelpText('after', `\n${EXAMPLES}\n\n${exitCodeHelp()}`)
  addConfigCommands(program, host)
  addMarketCommands(program, host)
  addRecalibrateCommand(program, host)
  addBacktestCommand(program, host)
  addScheduleCommands(program, host)
  addProposalCommands(program, host)
  addSafeCommands(program, host)
  addWorkerCommand(program, host)
  addLocalCommands(program, host)
  return program
}
