#!/usr/bin/env bash
# viem 2.57.1 takes an eth_call for reverted by error code 3 or by the words "execution reverted". Nodes of the Parity line answer code -32015,
# "VM execution error.", with the revert bytes in `data` after the word Reverted: viem reports an unknown RPC error and no ExecutionRevertedError, so
# a caller that retries faults asks for a settled revert again and again. On the other side, geth's "gas required exceeds allowance", which says
# that the sender lacks gas money, counts as an ExecutionRevertedError.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund viem@2.57.1
cat > dialects.mjs <<'JS'
import { createServer } from 'node:http'
import { createPublicClient, ExecutionRevertedError, http } from 'viem'

const to = '0x00000000000000000000000000000000000000aa'
async function isRevertFor(error, ask) {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(body).id, error }))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${server.address().port}`, { retryCount: 0 }) })
  try {
    await ask(client)
  } catch (thrown) {
    return thrown.walk((cause) => cause instanceof ExecutionRevertedError) !== null
  } finally {
    server.close()
    server.closeAllConnections()
  }
}
const call = (client) => client.call({ to, data: '0x12345678' })
const estimate = (client) => client.estimateGas({ account: to, to })
const seen = {
  'geth, code 3 "execution reverted"': await isRevertFor({ code: 3, message: 'execution reverted', data: '0x' }, call),
  'Parity line, code -32015 "VM execution error."': await isRevertFor({ code: -32015, message: 'VM execution error.', data: 'Reverted 0x' }, call),
  'geth, code -32000 "gas required exceeds allowance (0)"': await isRevertFor({ code: -32000, message: 'gas required exceeds allowance (0)' }, estimate),
}
for (const [answer, isRevert] of Object.entries(seen)) console.log(`viem 2.57.1, ${answer}: ${isRevert ? 'ExecutionRevertedError' : 'no ExecutionRevertedError'}`)
if (JSON.stringify(Object.values(seen)) !== '[true,false,true]') throw new Error('The behaviour changed.')
JS
node dialects.mjs
