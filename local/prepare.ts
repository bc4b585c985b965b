import { cacheDir, environment } from '../config/environment.js'
import { aaveArtifacts } from './aave/aaveArtifacts.js'
import { resolveTemporal } from './temporal/resolveTemporal.js'

// Run as a program before the tests: what takes minutes on a new machine is got once, with a line each, and not inside a test's time limit.
const say = (line: string) => console.log(line)
const cacheFolder = cacheDir()
await resolveTemporal({ address: environment('TEMPORAL_ADDRESS'), cacheFolder, say })
await aaveArtifacts({ cacheFolder, say })
