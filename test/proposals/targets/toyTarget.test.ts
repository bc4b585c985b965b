import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { isLoosening, type ParameterChange } from '../../../core/parameters.js'
import { changedCalls } from '../../../proposals/buildProposal.js'
import { settingObjections } from '../../../proposals/checks/decodedCalls.js'
import { proposalTitle } from '../../../proposals/proposalTitle.js'
import { changesTable } from '../../../proposals/report/changesTable.js'
import { accounts } from '../support/fixture.js'
import { toyTarget } from './toy/toyTarget.js'

const WAD = 10n ** 18n
const row = (parameter: string, fromPercent: bigint, toPercent: bigint): ParameterChange => ({
  subject: 'WETH',
  address: accounts.weth,
  parameter,
  from: ((fromPercent * WAD) / 100n).toString(),
  to: ((toPercent * WAD) / 100n).toString(),
})
const changes = [row('borrowFactorWad', 80n, 78n), row('liquidationFactorWad', 85n, 83n)]
const byConfigurator = { configurator: accounts.timelock, vault: accounts.safe }
const bySteward = { steward: accounts.relayer }

describe('a target with two WAD parameters, a closing call and no health factor', () => {
  it('default: one call a change, and one that sets nothing and closes', () => {
    const { calls, decodedCalls } = changedCalls({ target: toyTarget, changes, contracts: byConfigurator })
    expect(calls).toHaveLength(3)
    expect(decodedCalls.map(({ sets }) => sets.length)).toEqual([1, 1, 0])
    expect(decodedCalls.map(({ summary }) => summary)).toEqual([
      'Sets borrowFactorWad of WETH.',
      'Sets liquidationFactorWad of WETH.',
      `Deploys ${accounts.safe} with what was set.`,
    ])
    expect(settingObjections(changes, decodedCalls)).toEqual([])
  })

  it('behavior: the same change reaches it through another interface, in other units', () => {
    const made = changedCalls({ target: toyTarget, changes, contracts: bySteward })
    expect(made.calls).toHaveLength(1)
    expect(settingObjections(changes, made.decodedCalls)).toEqual([])
    const one = changedCalls({ target: toyTarget, changes, contracts: byConfigurator })
    expect(made.decodedCalls.flatMap(({ sets }) => sets)).toEqual(one.decodedCalls.flatMap(({ sets }) => sets))
  })

  it('behavior: what a call sets besides, to another value, or not at all is objected to', () => {
    const { decodedCalls } = changedCalls({ target: toyTarget, changes, contracts: byConfigurator })
    const said = (wanted: readonly ParameterChange[]) => settingObjections(wanted, decodedCalls).map(({ message }) => message)
    expect(said(changes.slice(0, 1))).toEqual([
      `Call 2 sets liquidationFactorWad of ${accounts.weth} to 830000000000000000, which is not recommended.`,
    ])
    expect(said([changes[0]!, row('liquidationFactorWad', 85n, 84n)])).toEqual([
      'Call 2 sets liquidationFactorWad of WETH to 830000000000000000; the recommendation is 840000000000000000.',
    ])
    expect(said([...changes, { ...changes[0]!, subject: 'LINK', address: accounts.safe }])).toEqual([
      '0 calls set borrowFactorWad of LINK; the recommendation takes exactly one.',
    ])
  })

  it('behavior: title, table and direction read its parameters', () => {
    expect(proposalTitle(changes, toyTarget.titleOrder)).toBe('WETH LF 85.00 → 83.00 %')
    expect(changesTable(changes, toyTarget.parameters)).toEqual([
      'asset   borrow factor       liquidation factor',
      'WETH    80.00 % → 78.00 %   85.00 % → 83.00 %',
    ])
    expect(changes.map(({ from, to }, i) => isLoosening(toyTarget.parameters[i]!, from, to))).toEqual([false, false])
  })

  it('property: no source file names it', () => {
    const root = projectRoot()
    const rooms = ['core', 'models', 'proposals', 'activities', 'workflows', 'client', 'worker', 'config', 'local', 'cli']
    const naming = rooms.flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .filter((name) => /toyTarget|borrowFactorWad/.test(readFileSync(join(root, room, name), 'utf8')))
        .map((name) => join(room, name)),
    )
    expect(naming).toEqual([])
  })
})
