// TypeScript by SWC, and the globals that hot code reads held in constants of the module: inside Jest's vm context each look at a global goes
// through the context, and costs more than the arithmetic around it. The packages of `HOT` in jest.config.js get the constants too.
const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const { createTransformer } = require('@swc/jest')

const HELD = [
  ...[
    'Math',
    'Number',
    'Infinity',
    'NaN',
    'BigInt',
    'Array',
    'Object',
    'Map',
    'Set',
    'String',
    'Symbol',
    'RegExp',
    'JSON',
    'Error',
    'Promise',
  ],
  ...['Float64Array', 'Uint8Array', 'Uint32Array', 'DataView', 'Buffer'],
]
const swc = createTransformer({
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
})
const own = createHash('sha256').update(readFileSync(__filename)).digest('hex')
const isPackage = (path) => path.includes('/node_modules/')

/** Put the constants before the code, after its directive. A name that the code declares or exports anywhere stays the code's. */
function holding(code) {
  const used = HELD.filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !declares(code, name))
  if (used.length === 0) return code
  const constants = `const ${used.map((name) => `${name} = globalThis.${name}`).join(', ')};`
  const directive = /^\s*(['"])use strict\1;?/.exec(code)?.[0] ?? ''
  return `${directive}${constants}${code.slice(directive.length)}`
}

function declares(code, name) {
  return new RegExp(
    `\\b(?:const|let|var|function\\*?|class|as|import)\\s+${name}\\b|[{,]\\s*${name}\\s*[,}=]|\\b${name}\\s*=[^=>]`,
  ).test(code)
}

module.exports = {
  process(source, path, options) {
    if (isPackage(path)) return { code: holding(source) }
    const { code } = swc.process(source, path, options)
    // The map goes to a file of its own: within the code, it is compiled anew with each suite that loads the module.
    const [before, map] = code.split('//# sourceMappingURL=data:application/json;base64,')
    return { code: holding(before), map: Buffer.from(map ?? '', 'base64').toString() || null }
  },
  getCacheKey: (source, path, options) =>
    createHash('sha256')
      .update(own)
      .update(isPackage(path) ? source : swc.getCacheKey(source, path, options))
      .digest('hex')
      .slice(0, 32),
}
