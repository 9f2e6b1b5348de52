/**
 * Formulas of spreadsheets, as cells hold them: `=EXP(-$A$1/2)*POWER(B1, 3)`. A sign before a power belongs to its base there, and powers
 * group from the left; both are told. Names of functions have no case; a cell is a variable. Source: the OpenDocument formula
 * specification, part 4, 5.5 and 6, and Excel's documentation where the two differ.
 */
import type { Reader } from '../../parse/parse.js'
import type { Problem } from '../../parse/problem.js'
import type { InterchangeFormat } from '../format.js'
import type { Infix } from '../infix.js'
import { readInfix } from '../infix-reader.js'
import { Spelling, type Vocabulary } from '../spelling.js'
import { programOf, unknownIn, wrong } from '../syntax.js'
import { isCallOf, leaf, type Term, translate } from '../term.js'

/** Called here as there, but for capitals. */
const FUNCTIONS = `SIN COS TAN SEC CSC COT ASIN ACOS ATAN SINH COSH TANH SECH CSCH COTH ASINH ACOSH ATANH ACOTH EXP SQRT ABS SIGN MAX MIN
  MOD TRUNC GAMMA LOG10 AND OR NOT TRUE FALSE`

const vocabulary: Vocabulary = {
  title: 'a spreadsheet',
  spells: {},
  reads: {
    ...Object.fromEntries(FUNCTIONS.split(/\s+/).map(f => [f, f.toLowerCase()])),
    ...{ Add: 'add', Mul: 'mul', Div: 'div', Neg: 'neg', Plus: 'add', Pow: 'pow', Lt: 'lt', Le: 'le', Gt: 'gt' },
    ...{ Ge: 'ge', Eq: 'eq', Ne: 'ne', 'Percent(u)': 'div(u, 100)', 'Sub(u, v)': 'add(u, neg(v))', 'PI()': 'pi' },
    ...{ 'POWER(u, v)': 'pow(u, v)', LN: 'log', SUM: 'add', PRODUCT: 'mul', 'LOG(u)': 'log10(u)' },
    ...{ 'LOG(u, v)': 'div(log(u), log(v))', 'INT(u)': 'floor(u)', 'ROUND(u, 0)': 'round(u)' },
    ...{ 'ATAN2(u, v)': 'atan2(v, u)', 'ACOT(u)': 'add(div(pi, 2), neg(atan(u)))', GAMMALN: 'lgamma' },
    ...{ 'IF(u, v, w)': 'piecewise(v, u, w)', 'SQRTPI(u)': 'sqrt(mul(pi, u))', GAMMALN_PRECISE: 'lgamma' },
    ...{ 'RADIANS(u)': 'div(mul(u, pi), 180)', 'DEGREES(u)': 'div(mul(180, u), pi)', 'ERF(u)': 'erf(u)' },
    ...{ 'ERF(u, v)': 'erf2(u, v)', ERF_PRECISE: 'erf', ERFC: 'erfc', ERFC_PRECISE: 'erfc' },
    ...{ 'BESSELJ(u, v)': 'besselj(v, u)', 'BESSELY(u, v)': 'bessely(v, u)', 'BESSELI(u, v)': 'besseli(v, u)' },
    'BESSELK(u, v)': 'besselk(v, u)',
    'NORM_S_DIST(u, TRUE)': 'div(add(1, erf(div(u, sqrt(2)))), 2)',
    'NORM_S_DIST(u, FALSE)': 'div(exp(div(neg(pow(u, 2)), 2)), sqrt(mul(2, pi)))',
    'PHI(u)': 'div(exp(div(neg(pow(u, 2)), 2)), sqrt(mul(2, pi)))',
  },
}

const spelling = /* @__PURE__ */ new Spelling(vocabulary)

const infix = { kind: 'infix' } as const
const prefix = { kind: 'prefix' } as const

const CELL = /^\$?[A-Za-z]{1,3}\$?\d+$/

const language: Infix = {
  title: 'a formula of a spreadsheet',
  operators: [
    ...Object.entries({ '=': 'Eq', '<>': 'Ne', '<': 'Lt', '<=': 'Le', '>': 'Gt', '>=': 'Ge' }).map(([sign, head]) => ({
      ...{ ...infix, sign, head, level: 4 },
    })),
    { ...infix, sign: '+', head: 'Add', level: 6 },
    { ...infix, sign: '-', head: 'Sub', level: 6 },
    { ...infix, sign: '*', head: 'Mul', level: 7 },
    { ...infix, sign: '/', head: 'Div', level: 7 },
    { ...infix, sign: '^', head: 'Pow', level: 8 },
    { ...prefix, sign: '-', head: 'Neg', level: 9 },
    { ...prefix, sign: '+', head: 'Plus', level: 9 },
    { kind: 'postfix', sign: '%', head: 'Percent', level: 10 },
  ],
  brackets: [
    { open: '(', close: ')', holds: 'arguments', head: '', after: 'name' },
    { open: '(', close: ')', holds: 'group', head: 'Union' },
  ],
  name: /\$?[A-Za-z]{1,3}\$?\d+(?![\p{L}\p{N}_.])|[\p{L}_][\p{L}\p{N}_.]*/uy,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y,
  space: /\s+/y,
  and: 'AND',
  spelt: word => (CELL.test(word) ? word.replaceAll('$', '').toUpperCase() : word),
  hints: rest => {
    if (rest.startsWith(';')) return 'separate arguments with commas, and write decimals with a point'
    if (rest.startsWith(':')) return 'ranges are not read: write the cells one by one, as in SUM(A1, A2, A3)'
    if (rest.startsWith('!')) return 'write the cell without the name of its sheet'
    if (rest.startsWith('"')) return 'texts are not read: formulas are of numbers'
    return undefined
  },
}

/** Functions under their names in capitals, without the dots that a template cannot have; operators, which stand at a sign, as they are. */
const inCapitals = (root: Term, source: string): Term =>
  translate<Term, Term>(root, t => {
    if (t.kind !== 'call') return leaf(t)
    const isNamed = /[\p{L}_]/u.test(source[t.at ?? 0] ?? '')
    const head = isNamed ? t.head.toUpperCase().replaceAll('.', '_') : t.head
    return { parts: t.args, combine: args => ({ ...t, head, args }) }
  })

/** Whether a power is read otherwise than in books: -x^2 is (-x)^2 here, and 2^3^2 is (2^3)^2. */
function isOtherwise(source: string, t: Term): boolean {
  const [base] = isCallOf(t, 'Pow') ? t.args : []
  if ((!isCallOf(base, 'Neg') && !isCallOf(base, 'Pow')) || base.at === undefined || t.at === undefined) return false
  let open = 0
  for (let k = t.at - 1; k > base.at; k--) open += source[k] === ')' ? 1 : source[k] === '(' ? -1 : 0
  return open === 0
}

function warningsFor(source: string, root: Term): readonly Problem[] {
  const found: Problem[] = []
  translate<Term, Term>(root, t => {
    if (isOtherwise(source, t))
      found.push({
        code: 'spreadsheet-power',
        message: 'this power is read as spreadsheets read it: -x^2 is (-x)^2, and x^y^z is (x^y)^z',
        hint: 'write brackets for the other: -(x^2)',
        offset: t.at ?? 0,
        length: 1,
      })
    return t.kind === 'call' ? { parts: t.args, combine: () => t } : leaf(t)
  })
  return found
}

const read: Reader = text => {
  const source = text.replace(/^(\s*)=/, '$1 ')
  const root = inCapitals(readInfix(source, language), source)
  const native = spelling.native(root, t => {
    if (isCallOf(t, 'IF')) throw wrong(text, t, 'cases', 'IF has a condition and two values here: IF(A1>0, A1, 0)')
    if (t.kind === 'call') throw unknownIn(text, 'A spreadsheet', t, spelling.heads())
    return leaf(t)
  })
  return { program: programOf(native, text), warnings: warningsFor(source, root) }
}

export const spreadsheet = { title: 'a spreadsheet', read } satisfies InterchangeFormat
