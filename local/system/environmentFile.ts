import { localAccounts, privateKeyOf } from '../accounts.js'
import { localVariables } from './environmentNames.js'

/** Give the variables that a local configuration names, and Temporal's address. The keys are the public development ones. */
export function variablesOf(rpcUrl: string, temporalAddress: string): Record<string, string> {
  const { owners, relayer, guardian } = localAccounts()
  return {
    TEMPORAL_ADDRESS: temporalAddress,
    [localVariables.rpcUrl]: rpcUrl,
    [localVariables.relayerKey]: privateKeyOf(relayer),
    [localVariables.guardianKey]: privateKeyOf(guardian),
    ...Object.fromEntries(owners.map((owner, i) => [localVariables.ownerKeys[i], privateKeyOf(owner)])),
  }
}

/** Write the variables as a file for a shell to source. */
export function envFile(configFile: string, variables: Readonly<Record<string, string>>): string {
  // Temporal's address stands in the configuration. Exported, it would lead the next `npm start` of that shell to this run's server.
  const { TEMPORAL_ADDRESS: _, ...exported } = variables
  const lines = Object.entries({ PLIMSOLL_CONFIG: configFile, ...exported }).map(([name, value]) => `export ${name}='${value}'`)
  return [
    '# Settings of this local run, for a second terminal: `. env.sh`, then `npx plimsoll proposal list`.',
    "# The keys are anvil's well-known development keys: public, and worth nothing.",
    ...lines,
    '',
  ].join('\n')
}
