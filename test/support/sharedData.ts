import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** Folder of the public reference data beside the project, with a closing slash, or undefined where it is absent. */
export const sharedData: string | undefined = existsSync(folder) ? folder : undefined

/**
 * Declare tests that need the reference data. Where it is absent they show as one skipped test with the reason in its name, and the body, which may
 * read the data, is not run.
 */
export function describeWithSharedData(name: string, body: () => void): void {
  if (sharedData === undefined) describe(name, () => it.skip('needs the reference data: ../shared/data is absent', () => {}))
  else describe(name, body)
}

/**
 * Read a CSV of the reference data, plain or gzipped, into rows by column name.
 *
 * @param path - below the data folder: `sample/spot_daily.csv.gz`.
 */
export function readSharedCsv(path: string): Record<string, string>[] {
  return parse(readSharedText(path), { columns: true, bom: true, trim: true, skip_empty_lines: true }) as Record<string, string>[]
}

/** Read a text file of the reference data, plain or gzipped. */
export function readSharedText(path: string): string {
  if (sharedData === undefined) throw new Error(`${path}: ../shared/data is absent; declare the test with describeWithSharedData`)
  const bytes = readFileSync(`${sharedData}${path}`)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
