import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import lockfile from 'proper-lockfile'
import { makeFolder } from '../../activities/process/makeFolder.js'

const staleMs = 30_000
const waitMs = 20 * 60_000
const pollMs = 250

/**
 * Make a folder once, however many processes ask for it at the same time.
 *
 * The first takes a lock, builds in a temporary folder beside it and renames it into place; the others wait and find it
 * done. A builder that dies leaves a lock that goes stale after 30 s, and nothing at `folder`.
 *
 * @param folder - absolute path; exists complete or not at all.
 * @param build - fills the temporary folder that it is given. It must not block the event loop for long: the lock is
 * refreshed by a timer.
 * @returns whether this call built it.
 */
export async function buildOnce(folder: string, build: (temporaryFolder: string) => Promise<void>): Promise<boolean> {
  if (existsSync(folder)) return false
  await makeFolder(dirname(folder))
  const release = await lockfile.lock(folder, {
    realpath: false,
    stale: staleMs,
    update: staleMs / 6,
    retries: { retries: waitMs / pollMs, factor: 1, minTimeout: pollMs, maxTimeout: pollMs },
  })
  try {
    if (existsSync(folder)) return false
    const temporary = `${folder}.${process.pid}.tmp`
    await rm(temporary, { recursive: true, force: true })
    await mkdir(temporary)
    try {
      await build(temporary)
      await rename(temporary, folder)
    } finally {
      await rm(temporary, { recursive: true, force: true })
    }
    return true
  } finally {
    await release()
  }
}
