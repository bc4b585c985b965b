// Compiles the Aave v3.6 contracts that a local market needs with solc's WebAssembly build: `node compileAave.mjs OUT.json`.
// A process of its own, since the compiler holds the event loop for ten seconds.
// OUT.json: {ContractName: {abi, bytecode, linkReferences}}.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import solc from 'solc'

const require = createRequire(import.meta.url)
const origin = join(dirname(require.resolve('@aave-dao/aave-v3-origin/package.json')), 'src', 'contracts')
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`))
const remappings = [
  ['openzeppelin-contracts-upgradeable/contracts/', `${packageFolder('@openzeppelin/contracts-upgradeable')}/`],
  ['openzeppelin-contracts/contracts/', `${packageFolder('@openzeppelin/contracts')}/`],
  ['@openzeppelin/contracts-upgradeable/', `${packageFolder('@openzeppelin/contracts-upgradeable')}/`],
  ['@openzeppelin/contracts/', `${packageFolder('@openzeppelin/contracts')}/`],
  ['solidity-utils/contracts/', `${join(packageFolder('@bgd-labs/solidity-utils'), 'src', 'contracts')}/`],
  ['aave-v3/', `${origin}/`],
]
const entries = [
  'instances/PoolInstance',
  'instances/PoolConfiguratorInstance',
  'instances/ATokenInstance',
  'instances/VariableDebtTokenInstance',
  'protocol/configuration/PoolAddressesProvider',
  'protocol/configuration/ACLManager',
  'misc/AaveOracle',
  'misc/DefaultReserveInterestRateStrategyV2',
  'helpers/AaveProtocolDataProvider',
  'mocks/tokens/MintableERC20',
]

const sources = Object.fromEntries(
  entries.map((entry) => [`aave-v3/${entry}.sol`, { content: readFileSync(join(origin, `${entry}.sol`), 'utf8') }]),
)
const findImport = (path) => {
  const mapping = remappings.find(([prefix]) => path.startsWith(prefix))
  if (mapping === undefined) return { error: `no remapping for ${path}` }
  try {
    return { contents: readFileSync(mapping[1] + path.slice(mapping[0].length), 'utf8') }
  } catch (error) {
    return { error: error.message }
  }
}
const settings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.bytecode.linkReferences'] } },
}
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings }), { import: findImport }))
const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
if (errors.length > 0) {
  for (const { formattedMessage } of errors) process.stderr.write(formattedMessage)
  process.exit(1)
}

const wanted = new Set(entries.map((entry) => entry.split('/').at(-1)))
const artifacts = {}
for (const [file, contracts] of Object.entries(output.contracts)) {
  for (const [name, { abi, evm }] of Object.entries(contracts)) {
    if (evm.bytecode.object === '' || !(wanted.has(name) || file.includes('/libraries/logic/'))) continue
    artifacts[name] = { abi, bytecode: `0x${evm.bytecode.object}`, linkReferences: evm.bytecode.linkReferences }
  }
}
writeFileSync(process.argv[2], JSON.stringify(artifacts))
