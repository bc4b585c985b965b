import { existsSync } from 'node:fs'
import { copyFile, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Hex } from 'viem'
import { z } from 'zod'

const stateSchema = z.looseObject({ block: z.looseObject({ number: z.coerce.number(), timestamp: z.coerce.number() }) })

/** Name the checkpoint beside a chain's state file. */
export function checkpointOf(stateFile: string): string {
  return `${stateFile}.checkpoint`
}

/**
 * Read the head block of a chain's state file.
 *
 * @returns block number and Unix seconds; undefined when there is no file or it was cut off in the middle of a write.
 */
export async function readStateHead(file: string): Promise<{ number: number; timestampSeconds: number } | undefined> {
  if (!existsSync(file)) return undefined
  try {
    const { block } = stateSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    return { number: block.number, timestampSeconds: block.timestamp }
  } catch {
    // anvil rewrites its file in place: a kill at the wrong moment leaves half of it.
    return undefined
  }
}

const blocksSchema = z.looseObject({
  blocks: z.array(z.looseObject({ header: z.looseObject({ number: z.coerce.number(), timestamp: z.coerce.number() }) })),
})

/**
 * Drop every genesis block but the chain's own from a state file.
 *
 * Each start of anvil makes one of its own before it loads the file, and stores it beside the others; which of them is block 0 after the
 * next start is chance. The chain's own is the oldest, since its clock never goes back.
 */
export async function keepOwnGenesis(stateFile: string): Promise<void> {
  const state: unknown = JSON.parse(await readFile(stateFile, 'utf8'))
  const parsed = blocksSchema.safeParse(state)
  if (!parsed.success) return
  const isGenesis = parsed.data.blocks.map(({ header }) => header.number === 0)
  const ages = parsed.data.blocks.map(({ header }, i) => (isGenesis[i] === true ? header.timestamp : Number.POSITIVE_INFINITY))
  const own = ages.indexOf(Math.min(...ages))
  // What the schema read has numbers in place of anvil's hexadecimal strings: the file keeps what it had.
  const { blocks, ...rest } = state as { blocks: unknown[] }
  const kept = blocks.filter((_, i) => isGenesis[i] !== true || i === own)
  if (kept.length === blocks.length) return
  await writeFile(`${stateFile}.tmp`, JSON.stringify({ ...rest, blocks: kept }))
  await rename(`${stateFile}.tmp`, stateFile)
}

/**
 * Put the newest complete state at `stateFile`: the file itself, or its checkpoint when that is newer or the file is torn.
 *
 * @returns the head block of what is there now, undefined when there is nothing to restore.
 */
export async function restoreStateFile(stateFile: string): Promise<{ number: number; timestampSeconds: number } | undefined> {
  const checkpoint = checkpointOf(stateFile)
  const [head, checkpointHead] = [await readStateHead(stateFile), await readStateHead(checkpoint)]
  if (checkpointHead === undefined) return head
  const isCheckpointNewer = head === undefined || (await stat(checkpoint)).mtimeMs > (await stat(stateFile)).mtimeMs
  if (!isCheckpointNewer) return head
  await copyFile(checkpoint, `${stateFile}.tmp`)
  await rename(`${stateFile}.tmp`, stateFile)
  return checkpointHead
}

/**
 * Write what `anvil_dumpState` returned as a state file, complete or not at all.
 *
 * @param dump - gzipped JSON as hex.
 */
export async function writeStateDump(file: string, dump: Hex): Promise<void> {
  const json = await promisify(gunzip)(Buffer.from(dump.slice(2), 'hex'))
  await writeFile(`${file}.tmp`, json)
  await rename(`${file}.tmp`, file)
}
