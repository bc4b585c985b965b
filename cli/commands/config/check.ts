import { checkConfig } from '../../../config/checkConfig.js'
import { checkOnline, type OnlineFinding } from '../../../client/checkOnline.js'
import { checkSources, type SourceCoverage } from '../../../client/checkSources.js'
import type { Outcome } from '../../outcome.js'
import { severityLabel } from '../../output/severity.js'
import type { Session } from '../../session.js'

/** Check the configuration, and with `isOnline` also that everything which it names is there. */
export async function checkConfiguration(session: Session, { isOnline }: { isOnline: boolean }): Promise<Outcome> {
  const loaded = await session.load()
  const findings = checkConfig(loaded, { environment: session.environment })
  const { environment } = session
  const [online, sources] = isOnline
    ? await Promise.all([checkOnline(loaded, environment), checkSources(loaded, { environment, nowMs: Date.now() })])
    : [[], []]
  const isValid = !findings.some(({ severity }) => severity === 'error')
  const failed = online.find(({ severity }) => severity === 'error') ?? sources.find((coverage) => 'code' in coverage)
  const markets = loaded.config.markets.map(({ market }) => market.id)
  const lines = [
    ...findings.map(({ severity, path, message }) => `${severityLabel(session, severity)}  ${path} ${message}`),
    ...online.map((finding) => onlineLine(session, finding)),
    ...sources.map((coverage) => sourceLine(session, coverage)),
    summary(loaded.path, markets, isValid && failed === undefined, isOnline),
  ]
  return {
    text: lines.join('\n'),
    json: { path: loaded.path, markets, isOk: isValid && failed === undefined, findings, online, sources },
    // A finding without an error behind it, such as a role that nobody holds, is a check that failed.
    exit: isValid ? (failed === undefined ? 'ok' : (failed.kind ?? 'failed')) : 'configuration',
  }
}

function onlineLine(session: Session, { severity, subject, message, details }: OnlineFinding): string {
  return [`${severityLabel(session, severity)}  ${subject}: ${message}`, ...details.map((line) => `       ${line}`)].join('\n')
}

function sourceLine(session: Session, coverage: SourceCoverage): string {
  const { market, source, gives, asset } = coverage
  const about = `${market}: ${source}, ${gives === 'bars' ? '' : 'implied volatility of '}${asset}`
  if ('code' in coverage) {
    return [
      `${severityLabel(session, 'error')}  ${about}: ${coverage.message}`,
      ...coverage.details.map((line) => `       ${line}`),
    ].join('\n')
  }
  const { first, last, count } = coverage
  return `${severityLabel(session, 'ok')}  ${about}: ${count} ${gives === 'bars' ? 'bars' : 'values'}, ${first.slice(0, 10)} to ${last.slice(0, 10)}.`
}

function summary(path: string, markets: readonly string[], isOk: boolean, isOnline: boolean): string {
  if (!isOk) return `${path} has errors.`
  const asked = isOnline
    ? 'and everything that it names is there'
    : '(static checks; --online also asks the chain, the sources and Temporal)'
  return `${path} is valid: ${markets.join(', ')} ${asked}.`
}
