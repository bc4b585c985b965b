import type { ReportInput, ReportSection } from './reportInput.js'
import { backtestSection } from './sections/backtestSection.js'
import { callsSection } from './sections/callsSection.js'
import { changesSection } from './sections/changesSection.js'
import { checksSection } from './sections/checksSection.js'
import { effectSection } from './sections/effectSection.js'
import { evidenceSection } from './sections/evidenceSection.js'
import { findingsSection } from './sections/findingsSection.js'
import { noticeSection } from './sections/noticeSection.js'
import { progressSection } from './sections/progressSection.js'
import { reasonsSection } from './sections/reasonsSection.js'
import { scenariosSection } from './sections/scenariosSection.js'
import { signingSection } from './sections/signingSection.js'
import { simulationSection } from './sections/simulationSection.js'

const SECTIONS: readonly ReportSection[] = [
  noticeSection,
  changesSection,
  progressSection,
  checksSection,
  simulationSection,
  scenariosSection,
  effectSection,
  reasonsSection,
  backtestSection,
  findingsSection,
  callsSection,
  signingSection,
  evidenceSection,
]

/**
 * Render the report that reviewers and signers read, in Markdown: the same input gives the same bytes.
 *
 * Texts from outside are escaped; figures have two decimals (percent) or whole dollars from 1,000 up.
 */
export function renderReport(input: ReportInput): string {
  const parts = SECTIONS.map((section) => section(input).join('\n').trim()).filter((part) => part !== '')
  return `${parts.join('\n\n').replaceAll(/\n{3,}/g, '\n\n')}\n`
}
