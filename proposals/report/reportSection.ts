import type { ReportModel } from './reportModel.js'

/** One part of a report: lines of Markdown. */
export type ReportSection = (report: ReportModel) => readonly string[]
