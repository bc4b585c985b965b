import { DefaultLogger, Runtime } from '@temporalio/worker'

let isInstalled = false

/**
 * Let Temporal's runtime log errors only, and leave signals to the caller: for programs whose output is read by people. Harmless when called
 * again.
 */
export function quietRuntime(): void {
  if (isInstalled) return
  isInstalled = true
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
    // By its own handlers the worker would stop while the chain and the signatures of the demonstration go on.
    shutdownSignals: [],
  })
}
