#!/usr/bin/env node
// Compiles this folder's Solidity into contracts/artifacts, one JSON a contract.
//   node contracts/build.mjs            writes the artifacts
//   node contracts/build.mjs --check    writes nothing; exits 1 when an artifact is missing or stale
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import solc from 'solc'

const folder = fileURLToPath(new URL('.', import.meta.url))
const artifactsFolder = join(folder, 'artifacts')
const settings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
}

const files = readdirSync(folder).filter((name) => name.endsWith('.sol'))
const sources = Object.fromEntries(files.map((name) => [name, { content: readFileSync(join(folder, name), 'utf8') }]))
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })))
const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
for (const { formattedMessage } of errors) process.stderr.write(formattedMessage)
if (errors.length > 0) process.exit(1)

const check = process.argv.includes('--check')
let stale = 0
for (const [file, contracts] of Object.entries(output.contracts)) {
  for (const [contractName, { abi, evm }] of Object.entries(contracts)) {
    const artifact = {
      contractName,
      license: 'MIT',
      sourceSha256: createHash('sha256').update(sources[file].content).digest('hex'),
      compiler: `solc ${solc.version()}`,
      settings: { optimizer: settings.optimizer, evmVersion: settings.evmVersion, metadata: settings.metadata },
      abi,
      bytecode: `0x${evm.bytecode.object}`,
    }
    const path = join(artifactsFolder, `${contractName}.json`)
    const text = `${JSON.stringify(artifact, null, 2)}\n`
    if (!check) {
      mkdirSync(artifactsFolder, { recursive: true })
      writeFileSync(path, text)
      console.log(`contracts/artifacts/${contractName}.json written`)
    } else if (!existsSync(path) || JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))) !== JSON.stringify(artifact)) {
      console.error(`contracts/artifacts/${contractName}.json is missing or stale: run \`node contracts/build.mjs\``)
      stale += 1
    } else {
      console.log(`contracts/artifacts/${contractName}.json is fresh`)
    }
  }
}
process.exit(stale > 0 ? 1 : 0)
