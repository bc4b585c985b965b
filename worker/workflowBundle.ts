import { createHash } from 'node:crypto'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker'
import { makeFolder } from '../activities/process/makeFolder.js'
import { codeRoot } from '../activities/process/projectRoot.js'

/** Rooms whose code the workflows may bundle: a change in any of them is another bundle. */
const BUNDLED_ROOMS = ['workflows', 'proposals', 'models', 'core']

/**
 * Bundle the workflows once per version of their sources.
 *
 * Bundling takes seconds and its result depends on the sources alone, so it is kept in the cache folder under their hash;
 * two processes that bundle at once write the same bytes.
 *
 * @param cacheFolder - absolute path of the cache folder
 */
export async function workflowBundle(cacheFolder: string): Promise<WorkflowBundle> {
  const { folder: root, extension } = codeRoot()
  const file = join(cacheFolder, 'workflow-bundles', `${await sourceHash(root, extension)}.js`)
  try {
    return { code: await readFile(file, 'utf8') }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const bundle = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', `index${extension}`),
    workflowInterceptorModules: [join(root, 'workflows', `payloadLimits${extension}`)],
    logger: quietLogger,
  })
  await makeFolder(dirname(file))
  const temporary = `${file}.${process.pid}.tmp`
  await writeFile(temporary, bundle.code)
  await rename(temporary, file)
  return bundle
}

async function sourceHash(root: string, extension: string): Promise<string> {
  const hash = createHash('sha256')
  hash.update(await readFile(new URL(import.meta.resolve('@temporalio/worker/package.json')), 'utf8'))
  for (const room of BUNDLED_ROOMS) {
    const names = await readdir(join(root, room), { recursive: true, withFileTypes: true })
    const files = names
      .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
      .map((entry) => join(entry.parentPath, entry.name))
    for (const file of files.sort())
      hash
        .update(relative(root, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}

const silent = () => {}
const quietLogger = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent }
