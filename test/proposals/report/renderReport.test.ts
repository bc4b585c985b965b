import { describe, expect, it } from '@jest/globals'
import { formatBps, formatUsd } from '../../../core/format.js'
import type { Finding } from '../../../models/data/finding.js'
import { runChecks } from '../../../proposals/checks/runChecks.js'
import { proposalViewSchema } from '../../../proposals/proposalView.js'
import { escapeMarkdown } from '../../../proposals/report/markdown.js'
import { renderReport } from '../../../proposals/report/renderReport.js'
import type { ReportInput } from '../../../proposals/report/reportInput.js'
import fc from '../../support/fastCheck.js'
import { accounts, context, manifest, proposal, recommendation } from '../support/fixture.js'

const badPrint: Finding = {
  kind: 'badPrint',
  severity: 'warning',
  asset: 'LINK',
  source: 'one',
  at: '2020-03-12T00:00:00Z',
  field: 'low',
  observed: 0.0001,
  reference: 1.47,
  action: 'replaced',
  message: 'The low of 0.0001 is under half of the body; the second source has 1.47.',
}
const singleSource: Finding = {
  ...badPrint,
  kind: 'singleSource',
  severity: 'info',
  asset: 'AAVE',
  at: null,
  source: null,
  field: null,
  action: 'none',
  message: 'Only one source carries AAVE.',
}
const input: ReportInput = { proposal, recommendation, manifest, findings: [badPrint, singleSource], checks: runChecks(context) }

describe('renderReport', () => {
  const report = renderReport(input)

  it('default: the table of changes, with two decimals', () => {
    expect(report).toContain('| WETH | 80.50 % → **78.50 %** | 83.00 % → **81.00 %** | 5.00 % | tighten |')
    expect(report).toContain('| USDC | 77.00 % | 80.00 % | 4.50 % | keep |')
    expect(report.split('\n')[0]).toBe('# WETH LT 83.00 → 81.00 %, LINK LT 68.00 → 66.00 %')
    expect(report.indexOf('**Notice:** Replay of market history.')).toBeLessThan(report.indexOf('## Change'))
    expect(renderReport(input)).toBe(report)
  })

  it('behavior: what the models ask for, with its band', () => {
    const [first, ...rest] = recommendation.assets
    const around = (value: number) => ({ p05: value - 250, p50: value + 10, p95: value + 300 })
    const { ltvBps, ltBps, lbBps } = first?.target ?? { ltvBps: 0, ltBps: 0, lbBps: 0 }
    const banded = { ...first, band: { ltvBps: around(ltvBps), ltBps: around(ltBps), lbBps: around(lbBps) } } as typeof first
    const text = renderReport({
      ...input,
      recommendation: { ...recommendation, assets: [banded as NonNullable<typeof banded>, ...rest] } as typeof recommendation,
    })
    expect(text).toContain(
      '| WETH | 78.50 % (76.00 % / 78.60 % / 81.50 %) | 81.00 % (78.50 % / 81.10 % / 84.00 %) | 5.00 % (2.50 % / 5.10 % / 8.00 %) |',
    )
    expect(report).not.toContain('how sure they are')
  })

  it('behavior: every hash that a signer compares, and commands that compute it', () => {
    const { rounds, rejection, operation } = proposal.route
    for (const { hashes, transaction } of [...rounds, rejection]) {
      for (const hash of Object.values(hashes)) expect(report).toContain(hash)
      expect(report).toContain(transaction.data)
    }
    for (const hash of [proposal.proposalId, operation.id, proposal.evidence.sha256, manifest.snapshot.sha256])
      expect(report).toContain(hash)
    expect(report).toContain(`cast call ${accounts.safe} "getTransactionHash(`)
    expect(report).toContain(`cast call ${accounts.timelock} "hashOperationBatch(`)
    for (const { data } of proposal.calls) expect(report).toContain(data)
  })

  it('behavior: findings by name, cuts, scenarios, accounts, constants, checks', () => {
    expect(report).toContain('**LINK: bad print** (1)')
    expect(report).toContain(
      'warning: 2020-03-12, one: The low of 0.0001 is under half of the body; the second source has 1.47. — **replaced**',
    )
    expect(report).toContain('**AAVE: single source** (1)')
    expect(report).toContain('| WETH | liquidation threshold | 78.00 % → 81.00 % | stepLimit | One step is 200 bps. |')
    expect(report).toContain('12,345,679 USD under the current parameters, **10,000,000 USD** under the proposed ones')
    expect(report).toContain('**0 accounts** with **0.00 USD** of debt liquidatable')
    expect(report).toContain('| models.slippage | 0.02 |')
    expect(report).toContain('0 errors, 0 warnings.')
  })

  it('behavior: synthetic data and a proposal that is to end but is not dead are said on top', () => {
    const view = proposalViewSchema.parse({
      proposalId: proposal.proposalId,
      market: proposal.market,
      title: proposal.title,
      notice: proposal.notice,
      state: 'ending',
      changedAt: '2022-06-12T00:00:00Z',
      openRound: 'reject',
      threshold: 2,
      signatures: [{ purpose: 'reject', owner: accounts.owners[0] }],
      lostSignatures: [],
      missingSignatures: 1,
      transactions: [],
      checks: [],
      ending: { outcome: 'rejected', by: accounts.owners[0], reason: 'The feed is being replaced.' },
      fault: null,
      canStillExecute: true,
      expiresAtSeconds: proposal.expiresAtSeconds,
      readyAtSeconds: null,
      report: null,
      simulation: null,
      service: null,
    })
    const text = renderReport({ ...input, proposal: { ...proposal, isSynthetic: true }, view })
    const top = text.slice(0, text.indexOf('## Change'))
    expect(top).toContain('SYNTHETIC')
    expect(top).toContain('It can still be executed on chain')
    expect(top).toContain('The feed is being replaced.')
    expect(text).toContain('1 signatures; threshold 2, 1 missing to reject')
  })

  it('behavior: many findings of one kind are counted, and none is lost', () => {
    const many = Array.from({ length: 25 }, () => badPrint)
    expect(renderReport({ ...input, findings: many })).toContain(`… and 15 more, in the snapshot \`${manifest.snapshot.sha256}\``)
  })

  it('property: nothing from outside becomes markup, a link, a cell or a line', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.constantFrom(
          '\n',
          '|',
          '`',
          '[',
          ']',
          '(',
          ')',
          '<',
          '>',
          '#',
          '*',
          '_',
          '\\',
          '&',
          '!',
          '~',
          '-',
          'w',
          '.',
          ':',
          '/',
        ),
      }),
      fc.constantFrom(
        '](http://evil.example)',
        '<img src=x onerror=alert(1)>',
        '| a | b |',
        '\n# Approved',
        '```',
        'https://evil.example',
        'www.evil.example',
      ),
    )
    const lines = report.split('\n').length
    fc.assert(
      fc.property(hostile, (text) => {
        const findings = [{ ...badPrint, message: text }]
        const rendered = renderReport({
          ...input,
          proposal: { ...proposal, notice: text },
          findings: [...findings, singleSource],
        })
        expect(rendered.split('\n')).toHaveLength(lines)
      }),
    )
  })
})

describe('escapeMarkdown', () => {
  it.each([
    ['[a](b)', '\\[a\\](b)'],
    ['a | b', 'a \\| b'],
    ['<b>', '\\<b\\>'],
    ['a\nb\r\n# c', 'a b \\# c'],
    ['https://x.example', 'https\\://x.example'],
    ['www.x.example', 'www\\.x.example'],
    ['1. one', '1\\. one'],
    ['- one', '\\- one'],
    ['a\u202eb', 'a b'],
  ])('default: %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  it('property: backslashes taken away, the words are there', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9 |*_[\]`#<>]*$/), (text) => {
        expect(escapeMarkdown(text).replaceAll('\\', '')).toBe(text.trim())
      }),
    )
  })
})

describe('formats', () => {
  it('default', () => {
    expect([8300, 5, 10005, 0, -25].map(formatBps)).toEqual(['83.00 %', '0.05 %', '100.05 %', '0.00 %', '-0.25 %'])
    expect([0, 999.994, 999.999, 1000, 1234567.5, -1234].map(formatUsd)).toEqual([
      '0.00 USD',
      '999.99 USD',
      '1,000.00 USD',
      '1,000 USD',
      '1,234,568 USD',
      '-1,234 USD',
    ])
  })
})
