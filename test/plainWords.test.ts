import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Command } from 'commander'
import { projectRoot } from '../activities/process/projectRoot.js'
import { renderBacktest } from '../cli/commands/backtest/renderBacktest.js'
import { createProgram } from '../cli/program.js'
import { NOTHING_MOVES } from '../models/book/insuranceFund.js'
import { renderReport } from '../proposals/report/renderReport.js'
import type { SimulationResult } from '../proposals/simulation/simulationResult.js'
import { AAVE_V3_LIQUIDATION_RULE } from '../proposals/targets/aaveV3/aaveV3Rules.js'
import { claim } from './proposals/support/claim.js'
import { context, manifest, proposal, recommendation } from './proposals/support/fixture.js'
import { backtestResult } from './support/backtestResult.js'

/** Longest sentence that a person reads once. */
const MOST_WORDS = 25

const ROOMS = ['core', 'models', 'proposals', 'activities', 'workflows', 'config', 'client', 'worker', 'local', 'cli']

/** The command line; nothing of it is run. */
function program(): Command {
  const unused = (): never => {
    throw new Error('no command is run here')
  }
  return createProgram({ begin: unused, finish: unused }, { writeOut: unused, writeErr: unused }, '0.0.0')
}

/** Split a text into sentences; what stands in a placeholder, a path or a command counts as one word. */
function sentencesOf(text: string, end = /(?<=[.!?]\**)\s+/): string[] {
  return text
    .replaceAll(/`[^`]*`/g, 'code')
    .split(end)
    .map((sentence) => sentence.trim())
}

const wordsOf = (sentence: string): number => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

const tooLong = (text: string, end?: RegExp): string[] =>
  sentencesOf(text, end)
    .filter((sentence) => wordsOf(sentence) > MOST_WORDS)
    .map((sentence) => `${wordsOf(sentence)} words: ${sentence}`)

/** Every text of a command's help and of its subcommands'. */
function helpTexts(command: Command): string[] {
  return [
    command.description(),
    ...command.options.map(({ description }) => description),
    ...command.registeredArguments.map(({ description }) => description),
    ...command.commands.flatMap(helpTexts),
  ]
}

const TEXT = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:\$\{[^}]*\}|[^`\\]|\\.)*)`/g

/** Read the messages and remedies of the error classes off a source file: the text literals of what they give to `super`. */
function errorTexts(source: string): string[] {
  return [...source.matchAll(/\n {4}super\(\{([\s\S]*?)\n {4}\}\)|\n {4}super\(\{(.*)\}\)/g)].flatMap(([, block, line]) =>
    [...(block ?? line ?? '').matchAll(TEXT)].map((found) =>
      (found[1] ?? found[2] ?? found[3] ?? '').replaceAll(/\$\{[^}]*\}/g, 'X'),
    ),
  )
}

async function allErrorTexts(): Promise<{ file: string; text: string }[]> {
  const root = projectRoot()
  const names = await Promise.all(
    ROOMS.map(async (room) => (await readdir(join(root, room), { recursive: true })).map((name) => join(room, name))),
  )
  const files = names.flat().filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(
    files.map(async (file) => errorTexts(await readFile(join(root, file), 'utf8')).map((text) => ({ file, text }))),
  )
  return texts.flat()
}

/** Take the paragraphs, list items and table cells out of a Markdown text, code blocks left out. */
function paragraphsOf(markdown: string): string[] {
  const blocks = markdown.replaceAll(/```[\s\S]*?```/g, '').split(/\n\s*\n|\n(?=\s*(?:[-*#>|]|\d+\.)\s?)/)
  return blocks
    .flatMap((block) => (block.trim().startsWith('|') ? block.split('|') : [block.replace(/^\s*(?:[-*#>]+|\d+\.)\s+/, '')]))
    .map((text) =>
      text
        .replaceAll(/\]\([^)]*\)/g, ']')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
}

/** Reports that hold every kind of sentence. What checks and reasons say is their own. */
function reports(): string[] {
  const simulation = context.simulation as SimulationResult
  const input = {
    proposal,
    recommendation,
    manifest,
    findings: [],
    checks: [],
    simulation: { claim: claim(simulation), result: simulation },
  }
  const unmodelled = [{ asset: 'LINK', because: 'its source failed', collateralUsd: 5, debtUsd: 6 }]
  const scenarios = { ...recommendation.scenarios, unmodelled }
  const other = { ...recommendation, scenarios, liquidation: AAVE_V3_LIQUIDATION_RULE, insuranceFund: NOTHING_MOVES }
  const tested = { ...manifest, backtest: claim(backtestResult()) }
  return [
    renderReport(input),
    renderReport({ ...input, recommendation: other, manifest: tested, backtest: backtestResult() }),
    renderReport({ ...input, manifest: tested, backtest: null }),
    renderBacktest(backtestResult(), ['LINK']),
  ]
}

describe('plain words', () => {
  it('default: no sentence of the help is longer than 25 words', () => {
    const texts = helpTexts(program())
    expect(texts.length).toBeGreaterThan(60)
    expect(texts.flatMap((text) => tooLong(text))).toEqual([])
  })

  it('default: no sentence of an error or its remedy is longer than 25 words', async () => {
    const texts = await allErrorTexts()
    expect(texts.length).toBeGreaterThan(200)
    expect(texts.flatMap(({ file, text }) => tooLong(text).map((found) => `${file}: ${found}`))).toEqual([])
  })

  it('default: no sentence of a report is longer than 25 words', () => {
    const texts = reports().flatMap(paragraphsOf)
    expect(texts.length).toBeGreaterThan(100)
    expect([...new Set(texts)].flatMap((text) => tooLong(text))).toEqual([])
  })

  it('default: no sentence of README and docs, up to a colon or semicolon, is longer than 25 words', async () => {
    const root = projectRoot()
    const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))
    const texts = await Promise.all(
      ['README.md', ...docs].map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })),
    )
    expect(
      texts.flatMap(({ file, text }) =>
        paragraphsOf(text)
          .flatMap((paragraph) => tooLong(paragraph, /(?<=[.!?:;]\**)\s+/))
          .map((found) => `${file}: ${found}`),
      ),
    ).toEqual([])
  })

  it('error: a longer sentence is found', () => {
    const word = 'word '
    expect(tooLong(word.repeat(25))).toEqual([])
    expect(tooLong(`Short. ${word.repeat(26)}`)).toHaveLength(1)
    const thrown = `\n    super({ shortMessage: \`A ${'$'}{b} c.\`, metaMessages: ['D e.'] })`
    expect(errorTexts(thrown)).toEqual(['A X c.', 'D e.'])
  })
})
