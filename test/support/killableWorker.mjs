// A worker in a process of its own that kills itself (SIGKILL) when it reaches one of the named kill points.
//   node killableWorker.mjs CONFIG KILL_POINTS(comma-separated) REACHED_FILE
// Every kill point that is reached is appended to REACHED_FILE.
import { appendFileSync } from 'node:fs'
import { loadConfig } from '../../dist/config/loadConfig.js'
import { quietRuntime } from '../../dist/worker/runtime/quietRuntime.js'
import { QUEUE_KINDS } from '../../dist/workflows/queues.js'
import { startWorker } from '../../dist/worker/startWorker.js'

const [configFile, killPoints, reachedFile] = process.argv.slice(2)
const targets = killPoints.split(',')
quietRuntime()
const worker = await startWorker({
  loadedConfig: await loadConfig(configFile),
  kinds: QUEUE_KINDS,
  tuning: { stickyQueueScheduleToStartTimeout: '200ms', maxHeartbeatThrottleInterval: '300ms', shutdownGraceTime: '2s' },
  killPoint: (name) => {
    appendFileSync(reachedFile, `${name}\n`)
    if (targets.includes(name)) process.kill(process.pid, 'SIGKILL')
  },
})
console.log('READY')
process.on('SIGTERM', () => void worker.close().then(() => process.exit(0)))
await worker.finished
