// Compiles ToyVote.sol and prints its creation code.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import solc from 'solc'

const content = readFileSync(fileURLToPath(new URL('ToyVote.sol', import.meta.url)), 'utf8')
const settings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  outputSelection: { '*': { '*': ['evm.bytecode.object'] } },
}
const input = { language: 'Solidity', sources: { 'ToyVote.sol': { content } }, settings }
const { errors = [], contracts } = JSON.parse(solc.compile(JSON.stringify(input)))
const failures = errors.filter(({ severity }) => severity === 'error')
if (failures.length > 0) throw new Error(failures.map(({ formattedMessage }) => formattedMessage).join('\n'))
process.stdout.write(`0x${contracts['ToyVote.sol'].ToyVote.evm.bytecode.object}`)
