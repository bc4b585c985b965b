// Compiles the toy's settings contract: `node compile.mjs` writes {abi, bytecode} to its output. A process of its own, since the compiler is large.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import solc from 'solc'

const content = readFileSync(join(import.meta.dirname, 'ToySettings.sol'), 'utf8')
const settings = { evmVersion: 'cancun', outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } }
const input = { language: 'Solidity', sources: { 'ToySettings.sol': { content } }, settings }
const { errors = [], contracts } = JSON.parse(solc.compile(JSON.stringify(input)))
const failed = errors.filter(({ severity }) => severity === 'error')
if (failed.length > 0) throw new Error(failed.map(({ formattedMessage }) => formattedMessage).join('\n'))
const { abi, evm } = contracts['ToySettings.sol'].ToySettings
process.stdout.write(JSON.stringify({ abi, bytecode: `0x${evm.bytecode.object}` }))
