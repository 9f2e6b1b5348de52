/**
 * A sheet of formulas to look at: the derivatives of the readability benchmark, every form of every function, and the cases of the
 * printer. `npx tsx test/print/sheet.ts sheet.html` writes a page for a browser; after the file come options of LaTeX as JSON.
 */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import katex from 'katex'
import { num, pow, sym } from '../../src/expr/build.js'
import { arity } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { diff, type Input, latex } from '../../src/index.js'
import { CASES as DERIVATIVES } from '../bench/readability-cases.js'
import { CASES } from './cases.js'
import { applied } from './places.js'

const [file = 'sheet.html', options = '{}'] = process.argv.slice(2)
const styles = join(dirname(fileURLToPath(import.meta.resolve('katex'))), 'katex.min.css')

const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function line(title: string, formula: Input): string {
  const source = latex(formula, JSON.parse(options))
  const shown = katex.renderToString(source, { displayMode: true, strict: 'error' })
  return `<tr><td>${plain(title)}<br><small>${plain(source)}</small><td>${shown}`
}

const half = pow(num(2), num(-1))
const lines = [
  ...DERIVATIVES.map(({ f, by }) => line(`${f} by ${by.join(', ')}`, diff(f, ...by))),
  ...[...allForms()]
    .filter(form => arity(form)[1] > 0)
    .map(form => line(form.name, pow(applied(form, [sym('x'), half, sym('n')]), num(2)))),
  ...Object.values(CASES)
    .flat()
    .map(({ input }) => line(input, input)),
]

const css = `body{font:11px monospace;width:1160px}table{border-collapse:collapse}td{border-bottom:1px solid #ccc;padding:0 6px}
td:first-child{width:440px;word-break:break-all}small{color:#777}.katex{font-size:1.3em}.katex-display,.katex-display>.katex{text-align:left}
.katex-display{margin:.25em 0}`
writeFileSync(
  file,
  `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="${styles}"><style>${css}</style><table>${lines.join('\n')}</table>`,
)
console.log(`${lines.length} formulas in ${file}`)
