/**
 * Formulas for spreadsheets, computed by LibreOffice. The one of Debian 12 has neither LET nor HSTACK: each name of a LET has a cell of its
 * own here, and each result is a formula, so that what is computed is every formula of the text but not these two words. Skipped where
 * there is no LibreOffice.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emit, evaluate, FluxionError, gradient, parse } from '../../src/index.js'
import { FUNCTIONS, MODELS, POINTS } from './formulas.js'

const hasOffice = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0

/** The parts of a formula between commas that stand in no brackets. */
function argumentsIn(text: string): string[] {
  const found = ['']
  let depth = 0
  for (const c of text) {
    if (c === '(') depth++
    if (c === ')') depth--
    if (c === ',' && depth === 0) found.push('')
    else found[found.length - 1] += c
  }
  return found.map(part => part.trim())
}

const columnOf = (k: number): string =>
  (k < 26 ? '' : columnOf(Math.floor(k / 26) - 1)) + String.fromCharCode(65 + (k % 26))

/** The formulas of one row, with cells in the places of the names of a LET; the last is the result. */
function cellsOf(text: string, first: number, row: number): string[] {
  const formula = text
    .replace(/^'.*\n/gm, '')
    .trim()
    .slice(1)
  const inside = /^LET\((.*)\)$/s.exec(formula)?.[1]
  const parts = inside === undefined ? [formula] : argumentsIn(inside)
  const names = new Map<string, string>()
  const cells: string[] = []
  for (let k = 0; k < parts.length; k += 2) {
    const [name, value] = k + 1 < parts.length ? [parts[k], parts[k + 1]] : [undefined, parts[k]]
    const own = name !== undefined && /^[A-Z]+2$/.test(value ?? '')
    if (name !== undefined)
      names.set(name, own ? (value ?? '').replace(/2$/, String(row)) : columnOf(first + cells.length) + row)
    if (!own) cells.push((value ?? '').replace(/(?<![\w.])[A-Za-z_]\w*(?![\w.(])/g, word => names.get(word) ?? word))
  }
  return cells
}

/** In files functions that came after 2007 bear a mark. */
const marked = (text: string): string =>
  text.replace(/\b((?:FLOOR|CEILING)\.MATH|ERFC?\.PRECISE|GAMMA)\(/g, '_xlfn.$1(')

/** What is computed of rows of numbers and formulas. */
function computed(rows: readonly (readonly (number | string)[])[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'fluxion-sheet-'))
  try {
    const escaped = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
    const cell = (c: number | string): string =>
      typeof c === 'number'
        ? `<table:table-cell office:value-type="float" office:value="${c}"/>`
        : `<table:table-cell table:formula="msoxl:=${escaped(marked(c))}"/>`
    const names = ['office', 'table'].map(n => `xmlns:${n}="urn:oasis:names:tc:opendocument:xmlns:${n}:1.0"`).join(' ')
    const body = rows.map(r => `<table:table-row>${r.map(cell).join('')}</table:table-row>`).join('\n')
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${names} xmlns:msoxl="http://schemas.microsoft.com/office/excel/formula" office:version="1.3"
  office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="t">${body}</table:table></office:spreadsheet></office:body></office:document>`
    writeFileSync(join(folder, 't.fods'), text)
    const filter = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false'
    const options = [
      '--headless',
      `-env:UserInstallation=file://${folder}/user`,
      '--convert-to',
      filter,
      '--outdir',
      folder,
    ]
    execFileSync('soffice', [...options, join(folder, 't.fods')], { stdio: 'ignore' })
    const lines = readFileSync(join(folder, 't.csv'), 'utf8').trimEnd().split('\n')
    return lines.map(line => line.split('\t'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const isWritten = (f: string): boolean => {
  try {
    emit(f, { language: 'excel', variables: ['x', 'y'] })
    return true
  } catch (error) {
    if (error instanceof FluxionError && error.code === 'no-emission') return false
    throw error
  }
}

/** Roots of negative numbers, which LibreOffice takes and Excel refuses, and powers that are too small for a double, where it is the other way. */
const isOwn = (f: string, x: number): boolean => (f === 'x^(1/3)' && x < 0) || (f === 'x^70' && Math.abs(x) < 1e-4)

/** Errors stand for what is no number, and for what is infinite. */
const isClose = (cell: string, value: number): boolean =>
  /^(?:#|Err:)/.test(cell) ? !Number.isFinite(value) : Math.abs(Number(cell) - value) <= 1e-9 * Math.abs(value) + 1e-12

describe.skipIf(!hasOffice)('Excel, by LibreOffice', () => {
  test('every function at every finite point', () => {
    const written = FUNCTIONS.filter(isWritten)
    const texts = written.map(f => emit(f, { language: 'excel', variables: ['x', 'y'] }))
    const points = POINTS.filter(p => p.every(Number.isFinite))
    const results: number[] = []
    const rows = points.map((p, i) => {
      const row: (number | string)[] = [...p]
      for (const [k, text] of texts.entries()) {
        row.push(...cellsOf(text, row.length, i + 1))
        results[k] = row.length - 1
      }
      return row
    })
    const found = computed(rows)
    const wrong = points.flatMap(([x, y], i) =>
      written.flatMap((f, k) => {
        const cell = found[i]?.[results[k] as number] ?? ''
        const value = evaluate(f, { x, y }, { undefined: 'nan' }) as number
        return isClose(cell, value) || isOwn(f, x) ? [] : [`${f} at ${x}, ${y}: ${cell}, not ${value}`]
      }),
    )
    expect(wrong).toEqual([])
    expect(written.length).toBeGreaterThan(70)
  })

  test('formulas of engineers with their gradients', () => {
    const entries = MODELS.filter(([f]) => !/gamma|lambertw/.test(f)).flatMap(([f, variables, at]) =>
      [parse(f), ...gradient(f, variables)].map(e => ({ e, variables, at })),
    )
    const rows = entries.map(({ e, variables, at }, i) => {
      const text = emit(e, { language: 'excel', variables })
      return [...at, ...cellsOf(text, at.length, i + 1)]
    })
    const found = computed(rows)
    const wrong = entries.flatMap(({ e, variables, at }, i) => {
      const cell = found[i]?.[(rows[i]?.length ?? 0) - 1] ?? ''
      const value = evaluate(e, Object.fromEntries(variables.map((n, k) => [n, at[k] as number]))) as number
      return isClose(cell, value) ? [] : [`${e}: ${cell}, not ${value}`]
    })
    expect(wrong).toEqual([])
  })
})
