/**
 * Sheets of formulas to look at, as a page for a browser. `npm run sheet -- answers sheet.html` typesets a hundred derivatives of the
 * problems of textbooks, each beside the key (from ../shared/corpus, where that folder is present); `cases` the derivatives of the
 * readability benchmark, every form of every function and the cases of the printer. After the file come options of LaTeX as JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import katex from 'katex'
import { wholeLanguage } from '../../src/calls/language.js'
import { num, pow, sym } from '../../src/expr/build.js'
import { arity } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { diff, equation, type Input, latex } from '../../src/index.js'
import { CASES as DERIVATIVES } from '../bench/readability-cases.js'
import { CASES } from './cases.js'
import { applied } from './places.js'

wholeLanguage()
const [kind = 'cases', file = 'sheet.html', given = '{}', from = '0'] = process.argv.slice(2)
const options = JSON.parse(given)
const styles = join(dirname(fileURLToPath(import.meta.resolve('katex'))), 'katex.min.css')
const ANSWERS = 100

const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const typeset = (source: string, strict: 'error' | 'ignore' = 'error'): string =>
  katex.renderToString(source, { displayMode: true, strict, throwOnError: strict === 'error' })
const row = (title: string, source: string, more = ''): string =>
  `<tr><td>${plain(title)}<br><small>${plain(source)}</small><td>${typeset(source)}${more}`
const line = (title: string, formula: Input): string => row(title, latex(formula, options))

interface Problem {
  readonly kind: string
  readonly f: string
  readonly wrt: readonly string[]
  readonly answer_latex: string
}

/** Every so many-th problem of the corpus, as an equation, and the key in its own LaTeX. */
function answers(): string[] {
  const corpus = new URL('../../../shared/corpus/textbook.jsonl', import.meta.url)
  const problems = readFileSync(corpus, 'utf8')
    .trim()
    .split('\n')
    .map((text): Problem => JSON.parse(text))
  const derivatives = problems.filter(p => p.kind === 'plain' || p.kind === 'partial')
  const every = Math.floor(derivatives.length / ANSWERS)
  return derivatives
    .filter((_, k) => k % every === Number(from) % every)
    .slice(0, ANSWERS)
    .map(({ f, wrt, answer_latex }) =>
      row(`${f} by ${wrt.join(', ')}`, equation(f, ...wrt, options), `<td>${typeset(answer_latex, 'ignore')}`),
    )
}

function cases(): string[] {
  const half = pow(num(2), num(-1))
  return [
    ...DERIVATIVES.map(({ f, by }) => line(`${f} by ${by.join(', ')}`, diff(f, ...by))),
    ...[...allForms()]
      .filter(form => arity(form)[1] > 0)
      .map(form => line(form.name, pow(applied(form, [sym('x'), half, sym('n')]), num(2)))),
    ...Object.values(CASES)
      .flat()
      .map(({ input }) => line(input, input)),
  ]
}

const lines = kind === 'answers' ? answers() : cases()
const css = `body{font:11px monospace;width:1560px}table{border-collapse:collapse}td{border-bottom:1px solid #ccc;padding:0 6px}
td:first-child{width:340px;word-break:break-all}small{color:#777}.katex{font-size:1.3em}.katex-display,.katex-display>.katex{text-align:left}
.katex-display{margin:.25em 0}`
writeFileSync(
  file,
  `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="${styles}"><style>${css}</style><table>${lines.join('\n')}</table>`,
)
console.log(`${lines.length} formulas in ${file}`)
