import type { CheckResult } from '../../checks/check.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { ReportSection } from '../reportSection.js'

const MARKS: Readonly<Record<CheckResult['severity'], string>> = { error: '🔴 error', warning: '🟠 warning', info: 'passes' }

/** What every check said: errors first, then warnings. */
export const checksSection: ReportSection = ({ checks: { errors, warnings, results } }) => [
  '## Checks',
  '',
  results.length === 0 ? '**No check has been made yet.**' : `${errors} errors, ${warnings} warnings.`,
  '',
  ...markdownTable(
    ['Check', 'Result', 'What it says'],
    results.map(({ check, severity, message }) => [escapeMarkdown(check), MARKS[severity], escapeMarkdown(message)]),
  ),
]
