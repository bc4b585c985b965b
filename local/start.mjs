// `npm start` on a clone without node_modules: installs and compiles what is missing, then runs `plimsoll local up`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, root } from './install.mjs'

install()
const args = [join(root, 'dist', 'cli', 'main.js'), 'local', 'up', ...process.argv.slice(2)]
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
// A terminal sends Ctrl-C to the whole group: the child stops in order while this launcher waits for it.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code) => process.exit(code ?? 1))
