/** The least that a configuration needs, one key a line. */
export const minimalConfig = `version: 1
markets:
  - id: aave
    chain:
      id: 1
      rpcUrlEnv: RPC_URL
    target:
      kind: aaveV3
      poolAddressesProvider: 0x2f39d218133AFaB8F2B819B1066c7E434Ad94E9e
    route:
      kind: safeTimelock
      safe: 0x2f39d218133afab8f2b819b1066c7e434ad94e9e
      timelock: 0x2260fac5e5542a773aa44fbcfedf7c193bc2c599
      guardian: 0x514910771af9ca656af840dff83e8264ecf986ca
    assets:
      - symbol: WETH
        address: 0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2
    sources:
      - name: spot
        kind: csv
        path: prices.csv
        symbols: { WETH: ETH }
      - name: index
        kind: csv
        path: prices.csv
        symbols: { WETH: ETH }
    asOf: null
`
