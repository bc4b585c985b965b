// Downloads the Temporal CLI as the SDK's test environment does: `node downloadTemporal.mjs FOLDER VERSION`.
// A process of its own, since the download retries for as long as it likes and can only be ended from outside.
import { TestWorkflowEnvironment } from '@temporalio/testing'

const [downloadDir, version] = process.argv.slice(2)
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version } },
  })
  await environment.teardown()
  process.exit(0)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
