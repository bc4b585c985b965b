#!/usr/bin/env bash
# anvil 1.7.1 fills a block by maxFeePerGas. A sender that pays the larger tip (maxPriorityFeePerGas), with both caps far above the base fee, comes
# after one that only allows a higher maximum. Nodes of Ethereum order by the tip that is paid. Two equal runs that differ in arrival order alone
# therefore give different blocks unless the maxima differ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @foundry-rs/anvil@1.7.1 viem@2.57.1
cat > order.mjs <<'JS'
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createTestClient, http, publicActions, walletActions } from 'viem'
import { foundry } from 'viem/chains'
import { mnemonicToAccount } from 'viem/accounts'

const scope = 'node_modules/@foundry-rs'
const platform = readdirSync(scope).find((name) => name !== 'anvil')
const anvil = spawn(`${scope}/${platform}/bin/anvil`, ['--host', '127.0.0.1', '--port', '0', '--no-mining'])
const url = await new Promise((resolve) => {
  let said = ''
  anvil.stdout.on('data', (chunk) => {
    said += chunk
    const match = /Listening on (127\.0\.0\.1:\d+)/.exec(said)
    if (match) resolve(`http://${match[1]}`)
  })
})
try {
  const client = createTestClient({ mode: 'anvil', chain: foundry, transport: http(url) }).extend(publicActions).extend(walletActions)
  const account = (addressIndex) => mnemonicToAccount('test test test test test test test test test test test junk', { addressIndex })
  const gwei = 1_000_000_000n
  const send = (from, maxFeePerGas, maxPriorityFeePerGas) =>
    client.sendTransaction({ account: account(from), to: account(9).address, value: 1n, gas: 21_000n, maxFeePerGas, maxPriorityFeePerGas })
  const generous = await send(0, 100n * gwei, 50n * gwei)
  const highMaximum = await send(1, 200n * gwei, 1n * gwei)
  await client.mine({ blocks: 1 })
  const { transactions, baseFeePerGas } = await client.getBlock()
  const order = transactions.map((hash) => (hash === generous ? 'tip 50 gwei, maximum 100' : hash === highMaximum ? 'tip 1 gwei, maximum 200' : hash))
  console.log(`anvil 1.7.1, base fee ${baseFeePerGas} wei; order in the block: ${order.join('; then ')}`)
  if (order[0] !== 'tip 1 gwei, maximum 200') throw new Error('The behaviour changed: the larger tip comes first now.')
} finally {
  anvil.kill()
}
JS
node order.mjs
