import type { Command } from 'commander'
import { type CommandHost, handle } from '../handle.js'
import { parseWords } from './parseWords.js'

const MARKET = ['[market]', 'market of the configuration (optional if it has only one)'] as const

/** Add `plimsoll schedule`. */
export function addScheduleCommands(program: Command, host: CommandHost): void {
  const schedule = program.command('schedule').description("a market's recurring recalibration")
  const actions = () => import('./schedule/actions.js')
  schedule
    .command('create')
    .argument(...MARKET)
    .option('--note <text>', 'what people see beside it (default: the configured note)', parseWords)
    .option('--paused', 'create it paused')
    .description('create the schedule by the configured timetable')
    .action(
      handle<[string | undefined, { note?: string; paused?: boolean }]>(host, async (session, market, { note, paused }) =>
        (await actions()).create(session, market, { note, isPaused: paused === true }),
      ),
    )
  schedule
    .command('list')
    .description('list every schedule')
    .action(handle<[object]>(host, async (session) => (await import('./schedule/list.js')).list(session)))
  schedule
    .command('describe')
    .argument(...MARKET)
    .description('show when it runs, what it did, and whether it is paused')
    .action(
      handle<[string | undefined]>(host, async (session, market) =>
        (await import('./schedule/list.js')).describe(session, market),
      ),
    )
  for (const verb of ['pause', 'resume'] as const) {
    schedule
      .command(verb)
      .argument(...MARKET)
      .option('--note <text>', 'why; people see it beside the schedule', parseWords)
      .description(verb === 'pause' ? 'start no more runs until it is resumed' : 'start runs again')
      .action(
        handle<[string | undefined, { note?: string }]>(host, async (session, market, { note }) =>
          (await actions())[verb](session, market, { note }),
        ),
      )
  }
  for (const verb of ['trigger', 'delete'] as const) {
    schedule
      .command(verb)
      .argument(...MARKET)
      .description(
        verb === 'trigger'
          ? 'start one run now, outside the timetable; refused while the market has a run'
          : 'delete the schedule; runs and proposals stay',
      )
      .action(
        handle<[string | undefined]>(host, async (session, market) => {
          const { trigger, remove } = await actions()
          return verb === 'trigger' ? trigger(session, market) : remove(session, market)
        }),
      )
  }
}
