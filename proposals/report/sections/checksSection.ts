import type { CheckResult } from '../../checks/check.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { ReportSection } from '../reportInput.js'

const MARKS: Readonly<Record<CheckResult['severity'], string>> = { error: '🔴 error', warning: '🟠 warning', info: 'passes' }

/** What every check said: errors first, then warnings. */
export const checksSection: ReportSection = ({ checks }) => {
  const count = (severity: CheckResult['severity']) => checks.filter((result) => result.severity === severity).length
  const ordered = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    checks.filter((result) => result.severity === severity),
  )
  return [
    '## Checks',
    '',
    checks.length === 0 ? '**No check has been made yet.**' : `${count('error')} errors, ${count('warning')} warnings.`,
    '',
    ...markdownTable(
      ['Check', 'Result', 'What it says'],
      ordered.map(({ check, severity, message }) => [escapeMarkdown(check), MARKS[severity], escapeMarkdown(message)]),
    ),
  ]
}
