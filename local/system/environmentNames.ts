/** Environment variables of a local system: the configuration names them, `env.sh` in the run folder sets them. */
export const localVariables = {
  rpcUrl: 'PLIMSOLL_LOCAL_RPC_URL',
  relayerKey: 'PLIMSOLL_LOCAL_RELAYER_KEY',
  guardianKey: 'PLIMSOLL_LOCAL_GUARDIAN_KEY',
  ownerKeys: ['PLIMSOLL_LOCAL_OWNER_1_KEY', 'PLIMSOLL_LOCAL_OWNER_2_KEY', 'PLIMSOLL_LOCAL_OWNER_3_KEY'],
} as const
