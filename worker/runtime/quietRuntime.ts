import { DefaultLogger, Runtime } from '@temporalio/worker'

let isInstalled = false

/** Let Temporal's runtime log errors only: for programs whose output is read by people. Harmless when called again. */
export function quietRuntime(): void {
  if (isInstalled) return
  isInstalled = true
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } })
}
