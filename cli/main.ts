#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { environment } from '../config/environment.js'
import { projectRoot } from '../activities/process/projectRoot.js'
import { processTerminal } from './processTerminal.js'
import { runCli } from './runCli.js'

const { version } = JSON.parse(readFileSync(`${projectRoot()}/package.json`, 'utf8')) as { version: string }
process.exitCode = await runCli({ argv: process.argv.slice(2), terminal: processTerminal(), environment, version })
