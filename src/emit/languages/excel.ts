/**
 * Excel (365) and other spreadsheets with LET: one formula. The arguments stand in row 2, from column A; several results fill the cells to
 * the right. There are no infinities and no NaN in cells: errors such as #NUM! stand for them.
 */
import type { Comparison } from '../code.js'
import type { Language } from '../language.js'
import { AT_ZERO } from '../library/elementary.js'
import type { Printer } from '../print.js'
import type { Unit } from '../unit.js'

/** A, B, ..., Z, AA, ... */
function column(k: number): string {
  let text = ''
  for (let n = k + 1; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(65 + ((n - 1) % 26)) + text
  return text
}

function formula(u: Unit, print: Printer): string {
  const results = u.parts.flatMap(p => p.entries.map(print.term))
  const [only = ''] = results
  const answer = results.length === 1 ? only : `HSTACK(${results.join(', ')})`
  const names = [
    ...u.parameters.map((p, k) => `${p}, ${column(k)}2`),
    ...u.body.flatMap(s => (s.kind === 'set' ? [`${s.name}, ${print.term(s.value)}`] : [])),
  ]
  return names.length === 0 ? `=${answer}` : `=LET(${[...names, answer].join(', ')})`
}

const INFINITY = '(1/0)'

/** There are no infinities to compare with, and what they are written as is an error: every number is below one and above the other. */
function compare(op: Comparison, a: string, b: string): string {
  const ends = [a, b].map(side => (side === INFINITY ? 1 : side === `-${INFINITY}` ? -1 : 0))
  const [left = 0, right = 0] = ends
  if (left === 0 && right === 0) return `${a} ${SIGNS[op] ?? op} ${b}`
  const holds = { '==': left === right, '!=': left !== right, '<': left < right, '>': left > right }
  return (op === '<=' ? left <= right : op === '>=' ? left >= right : holds[op]) ? 'TRUE' : 'FALSE'
}

const SIGNS: Readonly<Partial<Record<Comparison, string>>> = { '==': '=', '!=': '<>' }

export const excel: Language = {
  title: 'Excel',
  ending: '.txt',
  numeral: x => String(x).replace('e+', 'E+').replace('e-', 'E-'),
  infinity: INFINITY,
  nan: 'NA()',
  compare,
  choose: (test, yes, no) => `IF(${test}, ${yes}, ${no})`,
  chooseIsCall: true,
  functions: {
    ...{ sqrt: 'SQRT', exp: 'EXP', log: 'LN', pow: 'POWER', sin: 'SIN', cos: 'COS', tan: 'TAN', asin: 'ASIN' },
    ...{ acos: 'ACOS', atan: 'ATAN', atan2: 'ATAN2($2, $1)', sinh: 'SINH', cosh: 'COSH', tanh: 'TANH', asinh: 'ASINH' },
    ...{ acosh: 'ACOSH', atanh: 'ATANH', log10: 'LOG10', abs: 'ABS', floor: 'FLOOR.MATH', ceil: 'CEILING.MATH' },
    ...{ trunc: 'TRUNC', max: 'MAX', min: 'MIN', sign: 'SIGN', mod: 'MOD', gamma: 'GAMMA', lgamma: 'GAMMALN' },
    ...{ erf: 'ERF.PRECISE', erfc: 'ERFC.PRECISE' },
  },
  routines: `${AT_ZERO}
power(a, b) { return b == 0 ? 1 : pow(a, b); }
log1p(x) { u = 1 + x; return u == 1 ? x : log(u)*(x/(u - 1)); }
expm1(x) { u = exp(x); return u == 1 ? x : u - 1 == -1 ? -1 : (u - 1)*(x/log(u)); }
cbrt(x) { return sign(x)*pow(abs(x), 1/3); }
hypot(a, b) { return sqrt(a*a + b*b); }
relu(x) { return max(0, x); }
lgamma(x) { return x > 0 ? native_lgamma(x) : log(abs(gamma(x))); }`,
  words: 'LET LAMBDA IF AND OR NOT TRUE FALSE R C PI E LN LOG EXP SQRT ABS MAX MIN SIGN MOD',
  caseless: true,
  // What looks like a cell is one: A1, XFD12, R1C1.
  taken: /^[A-Za-z]{1,3}\d+$|^r\d*(?:c\d*)?$|^c\d*$/i,
  unit: formula,
  main: 'a spreadsheet has no standard input',
  comment: lines => lines.map(line => `' ${line}`.trimEnd()).join('\n'),
}
