import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A CSV source names several assets and no column that tells their rows apart: each would get the same bars. */
export class CsvAssetColumnNeeded extends PlimsollError {
  readonly code = 'CSV_ASSET_COLUMN_NEEDED'
  readonly source: string

  constructor(source: string, assets: readonly string[]) {
    super({
      shortMessage: `The source "${source}" names ${assets.length} assets (${assets.join(', ')}) and no asset column.`,
      metaMessages: ['Name the column in columns.asset, or make one source a file with one asset each.'],
    })
    this.source = source
  }
}
