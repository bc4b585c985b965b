import { constants, copyFile, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { type Document, isMap, isSeq, parseDocument } from 'yaml'
import { makeFolder } from '../../activities/process/makeFolder.js'
import type { LocalDeployment } from '../localDeployment.js'
import { localVariables } from './environmentNames.js'

/**
 * Write a run's configuration: the local template with the addresses of the deployed contracts, and its data beside it.
 *
 * Comments of the template stay, so that the file explains itself. Data files of the template's folder are copied: the run then holds all that it
 * began with, and equal runs in different places have equal configurations.
 *
 * @param template - absolute path of the template
 * @param runFolder - absolute path; the file is `plimsoll.yaml` in it, evidence goes to `evidence/` beside it
 * @returns absolute path of the written file
 */
export async function writeRunConfig(input: {
  template: string
  runFolder: string
  deployment: LocalDeployment
  temporalAddress: string
  /** Keys of the market's `chain` part that this run sets. */
  chain: Readonly<Record<string, string | number>>
  /** Keys of the market's `models` part that this run sets. */
  models: Readonly<Record<string, number>>
}): Promise<string> {
  const { template, runFolder, deployment } = input
  const document: Document = parseDocument(await readFile(template, 'utf8'))
  const market = ['markets', 0]
  const set = (path: readonly (string | number)[], value: unknown) => document.setIn([...market, ...path], value)
  document.setIn(['temporal', 'address'], input.temporalAddress)
  document.setIn(['evidence', 'folder'], 'evidence')
  document.setIn(['keys', 'relayerKeyEnv'], localVariables.relayerKey)
  set(['chain', 'id'], deployment.chainId)
  set(['chain', 'rpcUrlEnv'], localVariables.rpcUrl)
  for (const [key, value] of Object.entries(input.chain)) set(['chain', key], value)
  for (const [key, value] of Object.entries(input.models)) set(['models', key], value)
  set(['target', 'poolAddressesProvider'], deployment.aave.addressesProvider)
  set(['target', 'fromBlock'], 0)
  set(['route', 'safe'], deployment.safe.address)
  set(['route', 'timelock'], deployment.timelock.address)
  set(['route', 'guardian'], deployment.accounts.guardian)
  set(['route', 'fromBlock'], 0)
  const assets = document.getIn([...market, 'assets'])
  if (isSeq(assets)) {
    for (const asset of assets.items) {
      if (!isMap(asset)) continue
      const reserve = deployment.aave.reserves.find(({ symbol }) => symbol === asset.get('symbol'))
      if (reserve !== undefined) asset.set('address', reserve.underlying)
    }
  }
  const fromRunFolder = (path: string) => bringData({ templateFolder: dirname(template), runFolder, path })
  const backtest = document.getIn([...market, 'backtest'])
  if (typeof backtest === 'string') set(['backtest'], await fromRunFolder(backtest))
  for (const key of ['sources', 'impliedVolatility']) {
    const sources = document.getIn([...market, key])
    if (!isSeq(sources)) continue
    for (const source of sources.items) {
      const path = isMap(source) ? source.get('path') : undefined
      if (isMap(source) && typeof path === 'string') source.set('path', await fromRunFolder(path))
    }
  }
  const file = join(runFolder, 'plimsoll.yaml')
  await makeFolder(runFolder)
  await writeFile(file, document.toString())
  return file
}

/** Copy a file of the template's folder to the same place in the run folder, once; name any other where it is. */
async function bringData(input: { templateFolder: string; runFolder: string; path: string }): Promise<string> {
  const { templateFolder, runFolder, path } = input
  const from = resolve(templateFolder, path)
  const inside = relative(templateFolder, from)
  if (inside.startsWith('..') || resolve(inside) === inside) return relative(runFolder, from)
  const to = join(runFolder, inside)
  await makeFolder(dirname(to))
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // A file that is not there is told when it is read, by its own error.
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error
  }
  return inside
}
