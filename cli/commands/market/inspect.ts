import { formatParameter } from '../../../core/parameters.js'
import { routeOf } from '../../../proposals/routes/registry.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { inspectMarket, type MarketInspection } from '../../../client/inspectMarket.js'
import { findMarket } from '../../../config/findMarket.js'
import { isoTime } from '../../../core/format.js'
import { sameHex } from '../../../core/hex.js'
import type { MarketConfig } from '../../../proposals/marketConfig.js'
import { marketChain } from '../../../client/marketChain.js'
import type { Outcome } from '../../outcome.js'
import { severityLabel } from '../../output/severity.js'
import { table } from '../../output/table.js'
import type { Session } from '../../session.js'

/** Show a market as its chain has it now. Exits `failed` when the route could not carry a proposal out. */
export async function inspect(session: Session, id: string | undefined): Promise<Outcome> {
  const { config } = await session.load()
  const { market } = findMarket(config, id)
  const inspection = await inspectMarket(market, marketChain(market, session.environment))
  const hasErrors = inspection.findings.some(({ severity }) => severity === 'error')
  const { block, ...rest } = inspection
  return {
    text: [
      heading(session, market, inspection),
      parameterTable(session, market, inspection.reserves),
      holderTable(session, market, inspection),
      routeLines(session, market, inspection),
      findingLines(session, inspection),
    ].join('\n\n'),
    json: {
      market: market.id,
      chainId: market.chain.id,
      block: { ...block, number: block.number.toString() },
      ...rest,
      isRouteSound: !hasErrors,
    },
    ...(hasErrors ? { exit: 'failed' as const } : {}),
  }
}

function heading({ colors }: Session, { id, chain }: MarketConfig, { block }: MarketInspection): string {
  return colors.bold(`${id} on chain ${chain.id} at block ${block.number} (${isoTime(block.timestampSeconds)})`)
}

function parameterTable({ terminal }: Session, { assets, target }: MarketConfig, readings: MarketInspection['reserves']): string {
  const { parameters: specs, valuesOf, look } = targetFor(target)
  const values = valuesOf(readings)
  const raw = (address: string, name: string) =>
    values.find((one) => one.address === address && one.parameter === name)?.value ?? '0'
  const right = (header: string) => ({ header, align: 'right' as const })
  const rows = readings.map((reading) => {
    const { asset, address } = reading
    const { cells, lastChangedAtSeconds: at, marks } = look.row(reading)
    const configured = assets.find((candidate) => sameHex(candidate.address, address))
    const standing = configured === undefined ? 'not configured' : configured.isAdjustable ? 'adjustable' : 'not adjustable'
    return [
      asset,
      ...specs.map((spec) => formatParameter(spec, raw(address, spec.name))),
      ...cells,
      at === null ? 'never' : isoTime(at).slice(0, 10),
      [standing, ...marks].join(', '),
    ]
  })
  const columns = [
    { header: 'asset' },
    ...[...specs.map(({ short }) => right(short)), ...look.columns.map(right)],
    ...[{ header: 'changed' }, { header: '', wraps: true }],
  ]
  return table(columns, rows, terminal.columns)
}

function holderTable({ terminal, colors }: Session, market: MarketConfig, { authorities }: MarketInspection): string {
  const rows = authorities.flatMap(({ role, holders, power }) =>
    (holders.length === 0 ? ['nobody'] : holders).map((holder, i) => [
      i === 0 ? role : '',
      nameOf(holder, market),
      i === 0 ? power : '',
    ]),
  )
  const columns = [{ header: 'role' }, { header: 'held by' }, { header: 'can', wraps: true }]
  return `${colors.bold('Who can change a parameter')}\n${table(columns, rows, terminal.columns)}`
}

/** Call an account by its part in the configuration, where it has one. */
function nameOf(account: string, { route }: MarketConfig): string {
  const part = routeOf(route)
    .present.accounts(route)
    .find(({ address }) => sameHex(address, account))
  return part === undefined ? account : `${account} (${part.name})`
}

function routeLines({ colors, terminal }: Session, market: MarketConfig, { route }: MarketInspection): string {
  const rows = routeOf(route)
    .present.stateRows(route)
    .flatMap(({ label, values, isNotable = false }) =>
      values.map((value, i) => [i === 0 ? label : '', isNotable ? colors.yellow(value) : nameOf(value, market)]),
    )
  return `${colors.bold('The route')}\n${table([{ header: '' }, { header: '' }], rows, terminal.columns).replace(/^\s*\n/, '')}`
}

function findingLines(session: Session, { findings }: MarketInspection): string {
  if (findings.length === 0)
    return session.colors.green('The route holds every role that it needs, and nobody else can change a parameter.')
  return findings.map(({ severity, message }) => `${severityLabel(session, severity)}  ${message}`).join('\n')
}
