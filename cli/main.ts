#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../activities/process/projectRoot.js'
import { environment } from '../config/environment.js'
import { processTerminal } from './processTerminal.js'
import { runCli } from './runCli.js'

const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }
const crashed = new Promise<never>((_, reject) => process.on('uncaughtException', reject))
const code = await runCli({ argv: process.argv.slice(2), terminal: processTerminal(), environment, version, crashed })
// Temporal's native runtime keeps a process alive that failed before its worker ran: end it, once everything is written.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
process.exit(code)
