import type { Command } from 'commander'
import { type CommandHost, handle } from '../handle.js'

/** Add `plimsoll config`. */
export function addConfigCommands(program: Command, host: CommandHost): void {
  const config = program.command('config').description('check and describe the configuration')
  config
    .command('check')
    .description('check the configuration: its keys and values, and whether they fit each other')
    .option('--online', 'also ask the chain, every source of market data and Temporal whether everything named is there')
    .action(
      handle<[{ online?: boolean }]>(host, async (session, { online }) => {
        const { checkConfiguration } = await import('./config/check.js')
        return checkConfiguration(session, { isOnline: online === true })
      }),
    )
  config
    .command('schema')
    .description('print the JSON Schema of the configuration file')
    .action(
      handle(host, async () => {
        const { configJsonSchema } = await import('../../config/jsonSchema.js')
        const schema = configJsonSchema()
        return { json: schema, text: JSON.stringify(schema, null, 2) }
      }),
    )
}
