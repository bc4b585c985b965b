// TypeScript files import each other by the name that they will have once compiled: `./bps.js` is `./bps.ts` here.
const { existsSync } = require('node:fs')
const { join } = require('node:path')

module.exports = (path, options) => {
  if (path.startsWith('.') && path.endsWith('.js') && !options.basedir.includes('node_modules')) {
    const source = join(options.basedir, `${path.slice(0, -3)}.ts`)
    if (existsSync(source)) return source
  }
  return options.defaultResolver(path, options)
}
