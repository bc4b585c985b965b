#!/usr/bin/env bash
# anvil 1.7.1 takes longer for the same empty blocks the longer its chain is: anvil_mine of 600 blocks takes several times as long at block 3,000 as at
# block 0, without any transaction or account, and --prune-history does not help. A test that needs a chain of thousands of blocks, such as
# one of a node that serves ten blocks of logs at a time, takes long.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @foundry-rs/anvil@1.7.1 viem@2.57.1
cat > mine.mjs <<'JS'
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createTestClient, http } from 'viem'
import { foundry } from 'viem/chains'

const scope = 'node_modules/@foundry-rs'
const platform = readdirSync(scope).find((name) => name !== 'anvil')

async function secondsOfStretches(flags) {
  const anvil = spawn(`${scope}/${platform}/bin/anvil`, ['--host', '127.0.0.1', '--port', '0', ...flags])
  try {
    const url = await new Promise((resolve) => {
      let said = ''
      anvil.stdout.on('data', (chunk) => {
        said += chunk
        const match = /Listening on (127\.0\.0\.1:\d+)/.exec(said)
        if (match) resolve(`http://${match[1]}`)
      })
    })
    const client = createTestClient({ mode: 'anvil', chain: foundry, transport: http(url, { timeout: 300_000 }) })
    const seconds = []
    for (let stretch = 0; stretch < 6; stretch++) {
      const startedAt = performance.now()
      await client.mine({ blocks: 600 })
      seconds.push((performance.now() - startedAt) / 1_000)
    }
    return seconds
  } finally {
    anvil.kill()
  }
}

for (const flags of [[], ['--prune-history']]) {
  const seconds = await secondsOfStretches(flags)
  const ratio = seconds.at(-1) / seconds[0]
  console.log(`anvil 1.7.1 ${flags.join(' ')}: six times 600 empty blocks took ${seconds.map((one) => one.toFixed(2)).join(', ')} s; last to first ${ratio.toFixed(1)}`)
  if (ratio < 2) throw new Error('The behaviour changed: equal stretches of empty blocks take about the same time now.')
}
JS
node mine.mjs
