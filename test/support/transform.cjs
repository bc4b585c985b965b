// TypeScript by SWC, with the globals that numeric code reads in its loops held in constants of the module: inside Jest's vm context each look at
// a global goes through the context, and costs more than the arithmetic around it.
const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const { createTransformer } = require('@swc/jest')

const HELD = ['Math', 'Number', 'Infinity', 'NaN', 'Float64Array', 'Array', 'Object', 'Map', 'Set', 'BigInt']
const swc = createTransformer({
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
})
const own = createHash('sha256').update(readFileSync(__filename)).digest('hex')

module.exports = {
  process(source, path, options) {
    const result = swc.process(source, path, options)
    const used = HELD.filter((name) => new RegExp(`\\b${name}\\b`).test(result.code))
    if (used.length === 0) return result
    return { ...result, code: `const ${used.map((name) => `${name} = globalThis.${name}`).join(', ')};${result.code}` }
  },
  getCacheKey: (source, path, options) =>
    createHash('sha256')
      .update(own)
      .update(swc.getCacheKey(source, path, options))
      .digest('hex')
      .slice(0, 32),
}
