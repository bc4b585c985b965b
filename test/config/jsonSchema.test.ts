import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { configJsonSchema } from '../../config/jsonSchema.js'

const FILE = 'config/plimsoll.schema.json'

describe('configJsonSchema', () => {
  it('default', () => {
    const schema = configJsonSchema()
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', additionalProperties: false })
    expect(Object.keys(schema.properties ?? {})).toEqual(['version', 'markets', 'temporal', 'evidence', 'compute', 'keys'])
    expect(schema.required).toEqual(['version', 'markets'])
  })

  it('behavior: the committed file is fresh (PLIMSOLL_UPDATE=1 writes it)', async () => {
    if (process.env.PLIMSOLL_UPDATE === '1') {
      await writeFile(FILE, JSON.stringify(configJsonSchema()))
      execFileSync('node_modules/.bin/biome', ['format', '--write', FILE])
    }
    expect(JSON.parse(await readFile(FILE, 'utf8'))).toEqual(configJsonSchema())
  })
})
